namespace Orleans.Runtime;

internal interface IThreadPoolDelay
{
    /// <summary>Completes, with the time that it took, when a work item queued now has run.</summary>
    Task<TimeSpan> MeasureAsync();
}
