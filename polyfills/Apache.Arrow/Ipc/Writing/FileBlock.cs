namespace Apache.Arrow.Ipc;

/// <summary>Where a message lies in a file.</summary>
internal readonly record struct FileBlock(long Offset, int MetadataLength, long BodyLength);
