namespace Orleans.Runtime;

/// <summary>Does something again and again, with a pause in between, until it is cancelled. A failure ends one round only.</summary>
internal static class PeriodicWork
{
    public static async Task RunAsync(TimeProvider time, TimeSpan period, Func<CancellationToken, Task> work, Action<Exception> onFailure, CancellationToken cancellationToken)
    {
        while (await WaitAsync(time, period, cancellationToken))
        {
            try
            {
                await work(cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                onFailure(exception);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>False when cancelled, and then without an exception.</summary>
    public static async Task<bool> WaitAsync(TimeProvider time, TimeSpan delay, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return !cancellationToken.IsCancellationRequested;
    }
}
