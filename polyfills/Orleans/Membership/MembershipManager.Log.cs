namespace Orleans.Runtime;

internal sealed partial class MembershipManager
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Silo} is {Status}.")]
    private static partial void LogStatus(ILogger logger, SiloAddress silo, SiloStatus status);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Silo {Silo} could not be told of a membership change.")]
    private static partial void LogGossipFailed(ILogger logger, SiloAddress silo, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Suspect} does not answer; vote by {Voter} and {Intermediary}: {Result}.")]
    private static partial void LogVote(ILogger logger, SiloAddress suspect, SiloAddress voter, SiloAddress? intermediary, DeathVoteResult result);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} is declared dead: {Reason}.")]
    private static partial void LogDeclaredDead(ILogger logger, SiloAddress silo, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The membership table could not be written, time {Failures} in a row.")]
    private static partial void LogTableFailed(ILogger logger, int failures, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The membership table could not be read for version {Version}, which somebody here waits for.")]
    private static partial void LogNotRead(ILogger logger, MembershipVersion version, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The membership table changed while it was being written; attempt {Attempt}.")]
    private static partial void LogConflict(ILogger logger, int attempt);
}
