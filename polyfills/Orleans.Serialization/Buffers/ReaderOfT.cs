using System.Buffers;
using Orleans.Serialization.Session;

namespace Orleans.Serialization.Buffers;

/// <summary>What hand-written codecs read from.</summary>
public ref struct Reader<TInput>
{
    private readonly WireReader _wire;

    internal Reader(WireReader wire) => _wire = wire;

    public readonly SerializerSession Session => _wire.Session;

    public readonly long Position => _wire.Position;

    public readonly long Length => _wire.Length;

    public readonly long Remaining => _wire.Remaining;

    internal readonly WireReader Wire => _wire;

    public readonly void EnsureAvailable(uint count) => _wire.EnsureAvailable(checked((int)count));

    public readonly void Skip(long count) => _wire.ReadSpan(checked((uint)count));

    /// <summary>Goes to an earlier or later position; <see cref="ResumeFrom"/> leads back.</summary>
    public readonly void ForkFrom(long position, out Reader<TInput> forked)
    {
        _wire.Rewind(checked((int)position));
        forked = this;
    }

    public readonly void ResumeFrom(long position) => _wire.MoveTo(checked((int)position));

    public readonly byte ReadByte() => _wire.ReadByte();

    public readonly byte PeekByte() => _wire.PeekByte();

    public readonly int ReadInt32() => (int)_wire.ReadFixed32();

    public readonly uint ReadUInt32() => _wire.ReadFixed32();

    public readonly long ReadInt64() => (long)_wire.ReadFixed64();

    public readonly ulong ReadUInt64() => _wire.ReadFixed64();

    public readonly uint ReadVarUInt32() => _wire.ReadVarUInt32();

    public readonly ulong ReadVarUInt64() => _wire.ReadVarUInt64();

    public readonly byte[] ReadBytes(uint count) => _wire.ReadSpan(count).ToArray();

    public readonly void ReadBytes(scoped Span<byte> destination) => _wire.ReadSpan((uint)destination.Length).CopyTo(destination);

    public readonly void ReadBytes<TBufferWriter>(scoped ref TBufferWriter writer, int count)
        where TBufferWriter : IBufferWriter<byte>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var source = _wire.ReadSpan((uint)count);
        source.CopyTo(writer.GetSpan(count));
        writer.Advance(count);
    }

    public readonly bool TryReadBytes(int length, out ReadOnlySpan<byte> bytes)
    {
        if (length < 0 || length > _wire.Remaining)
        {
            bytes = default;
            return false;
        }

        bytes = _wire.ReadSpan((uint)length);
        return true;
    }
}
