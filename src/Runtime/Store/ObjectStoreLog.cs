using Microsoft.Extensions.Logging;

namespace Orleans.Ray.Store;

/// <summary>What an object store logs.</summary>
internal sealed partial class ObjectStoreLog(ILogger logger)
{
    [LoggerMessage(60, LogLevel.Warning, "An object of {bytes} bytes could not be spilled to {directory}. It stays in memory or goes to another directory, and this one is tried again later.")]
    public partial void SpillFailed(Exception exception, long bytes, string directory);

    [LoggerMessage(61, LogLevel.Warning, "The spill file {path} could not be deleted. It is removed with its folder when the node stops.")]
    public partial void SpillFileNotDeleted(Exception exception, string path);

    [LoggerMessage(62, LogLevel.Warning, "Object {id} could not be read back from {path}, at attempt {attempt}.")]
    public partial void RestoreFailed(Exception exception, ObjectId id, string path, int attempt);

    [LoggerMessage(64, LogLevel.Warning, "The folder of spill files in {directory} could not be removed. The next node that spills there removes it.")]
    public partial void SpillFolderNotRemoved(Exception exception, string directory);

    [LoggerMessage(65, LogLevel.Warning, "A value of {type} could not be serialized for the object store, so it was copied in managed memory, where it counts against no limit and is not spilled. This is told once for each type.")]
    public partial void ValueNotSerialized(Exception exception, Type type);

    [LoggerMessage(63, LogLevel.Warning, "{message}")]
    public partial void MemoryWarning(string message);
}
