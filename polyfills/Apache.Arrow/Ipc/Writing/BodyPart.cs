namespace Apache.Arrow.Ipc;

/// <summary>Bytes of a body, and how many zeros follow them.</summary>
internal readonly record struct BodyPart(ReadOnlyMemory<byte> Bytes, int Padding);
