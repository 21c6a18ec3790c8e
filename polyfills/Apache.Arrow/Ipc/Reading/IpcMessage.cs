using System.Buffers;

namespace Apache.Arrow.Ipc;

/// <summary>The bytes of one message, unchecked. The default is the end.</summary>
internal readonly struct IpcMessage(ReadOnlyMemory<byte> metadata, ReadOnlyMemory<byte> body, IMemoryOwner<byte> owner)
{
    public ReadOnlyMemory<byte> Metadata { get; } = metadata;

    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>Of the body; null where it is not the reader's.</summary>
    public IMemoryOwner<byte> Owner { get; } = owner;

    public bool IsEnd => Metadata.IsEmpty;
}
