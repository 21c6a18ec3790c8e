namespace Orleans.Runtime;

internal abstract partial class RingDirectory
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Owner}, which owns the directory entry of {Grain}, did not answer; asking again.")]
    private static partial void LogOwnerUnreachable(ILogger logger, SiloAddress owner, GrainId grain, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Other} did not name its activations; asking again until it does or is dead.")]
    private static partial void LogRecoveryFailed(ILogger logger, SiloAddress other, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not all silos named their activations within {Lease} of membership version {Version}; what they still have is added when they do.")]
    private static partial void LogLeaseOver(ILogger logger, TimeSpan lease, MembershipVersion version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} activations of silo {Silo} are duplicates of registered ones and are ended.")]
    private static partial void LogDuplicates(ILogger logger, int count, SiloAddress silo);
}
