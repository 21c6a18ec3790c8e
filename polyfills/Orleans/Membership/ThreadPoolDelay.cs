namespace Orleans.Runtime;

internal sealed class ThreadPoolDelay(TimeProvider time) : IThreadPoolDelay
{
    public async Task<TimeSpan> MeasureAsync()
    {
        var started = time.GetTimestamp();
        return await Task.Run(() => time.GetElapsedTime(started));
    }
}
