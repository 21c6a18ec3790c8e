namespace Orleans.Runtime;

internal sealed partial class SiloRuntime
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Request} does not say which silo it came from: it gets no answer.")]
    private static partial void LogNobodyToAnswer(ILogger logger, Message request);

    [LoggerMessage(Level = LogLevel.Warning, Message = "One-way {Message} failed.")]
    private static partial void LogOneWayFailed(ILogger logger, Message message, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A one-way message could not be sent.")]
    private static partial void LogOneWayNotSent(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Message} could not be handled and is dropped.")]
    private static partial void LogMessageFailed(ILogger logger, Message message, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Message} could not be sent: {Reason}")]
    private static partial void LogNotSent(ILogger logger, Message message, string reason);
}
