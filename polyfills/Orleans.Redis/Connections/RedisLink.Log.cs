namespace Orleans.Redis;

internal sealed partial class RedisLink
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Owner} uses Redis at {Configuration}.")]
    private static partial void LogOpened(ILogger logger, string owner, string configuration);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Owner} lost its connection to Redis at {Endpoint}: {Failure}. The client connects again by itself.")]
    private static partial void LogBroken(ILogger logger, string owner, string? endpoint, ConnectionFailureType failure, Exception? exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Owner} is connected to Redis at {Endpoint} again.")]
    private static partial void LogRestored(ILogger logger, string owner, string? endpoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Owner} cannot {What}.")]
    private static partial void LogFailed(ILogger logger, string owner, string what, Exception exception);
}
