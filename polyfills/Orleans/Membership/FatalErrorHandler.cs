namespace Orleans.Runtime;

/// <summary>A silo that its cluster has given up must not go on: its grains run elsewhere by now.</summary>
internal sealed partial class FatalErrorHandler(TimeProvider time, ILogger<FatalErrorHandler> logger) : IFatalErrorHandler
{
    // Loggers may write in the background.
    private static readonly TimeSpan TimeToLog = TimeSpan.FromSeconds(2);

    public bool IsUnexpected(Exception exception) => exception is not (OperationCanceledException or ThreadAbortException);

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        LogFatal(logger, sender, context, exception);
        _ = EndAsync(context, exception);
    }

    private async Task EndAsync(string? context, Exception? exception)
    {
        await Task.Delay(TimeToLog, time).ConfigureAwait(false);
        Environment.FailFast(context ?? "The silo cannot go on.", exception);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "Fatal error from {Sender}: {Context}")]
    private static partial void LogFatal(ILogger logger, object? sender, string? context, Exception? exception);
}
