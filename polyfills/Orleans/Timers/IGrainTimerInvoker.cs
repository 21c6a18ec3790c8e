namespace Orleans.Runtime;

/// <summary>What incoming call filters see of a timer's tick.</summary>
internal interface IGrainTimerInvoker
{
    Task InvokeCallbackAsync(CancellationToken cancellationToken);
}
