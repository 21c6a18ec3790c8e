namespace Apache.Arrow.Ipc;

/// <summary>A buffer as the metadata of a batch places it in the body.</summary>
internal readonly record struct BodyBuffer(long Offset, long Length);
