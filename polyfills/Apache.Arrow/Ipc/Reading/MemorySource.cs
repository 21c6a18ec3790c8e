using System.Buffers.Binary;

namespace Apache.Arrow.Ipc;

/// <summary>Messages that lie in memory one after the other. Nothing is copied.</summary>
internal sealed class MemorySource(ReadOnlyMemory<byte> memory) : MessageSource
{
    private int _position;
    private bool _hasEnded;

    public override ValueTask<IpcMessage> ReadAsync(CancellationToken cancellationToken)
        => cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<IpcMessage>(cancellationToken) : new(Read());

    public override IpcMessage Read()
    {
        if (_hasEnded || (_position > 0 && _position == memory.Length))
        {
            return default;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)).Span);
        if (length == StreamSource.Continuation)
        {
            length = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)).Span);
        }

        if (length == 0)
        {
            _hasEnded = true;
            return default;
        }

        var metadata = Take(MetadataLength(length));
        return new IpcMessage(metadata, Take(BodyLengthOf(metadata.Span)), owner: null);
    }

    private ReadOnlyMemory<byte> Take(int count)
    {
        if (count > memory.Length - _position)
        {
            throw new ArgumentOutOfRangeException(nameof(memory), memory.Length, $"The data ends within a message, which goes on for {count} bytes from {_position}.");
        }

        var taken = memory.Slice(_position, count);
        _position += count;
        return taken;
    }
}
