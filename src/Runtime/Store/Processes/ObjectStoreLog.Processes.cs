using Microsoft.Extensions.Logging;

namespace Orleans.Ray.Store;

/// <content>What is logged of other processes.</content>
internal sealed partial class ObjectStoreLog
{
    [LoggerMessage(70, LogLevel.Warning, "A process that wanted to use the object store was refused: {reason}")]
    public partial void ProcessRefused(string reason);

    [LoggerMessage(71, LogLevel.Warning, "Process {process} broke the protocol of the object store: {reason} Nothing that it asks is done any more; what it holds is given back when it ends.")]
    public partial void ProtocolBroken(uint process, string reason);

    [LoggerMessage(72, LogLevel.Information, "Process {process} has ended its use of the object store, with {pins} pins and {creations} unsealed creations, which were given back.")]
    public partial void ProcessEnded(uint process, int pins, int creations);

    [LoggerMessage(73, LogLevel.Error, "A connection of process {process} failed. Nothing that it asks is done any more; what it holds is given back when it ends.")]
    public partial void ConnectionFailed(Exception exception, uint process);

    [LoggerMessage(74, LogLevel.Error, "A process that wanted to use the object store could not be let in.")]
    public partial void AcceptFailed(Exception exception);
}
