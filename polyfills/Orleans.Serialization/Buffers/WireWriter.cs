using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Orleans.Serialization.Session;

namespace Orleans.Serialization.Buffers;

/// <summary>
/// Where every codec writes. With a sink it fills the sink's own memory; without one it collects everything in a
/// pooled array until <see cref="TakeWritten"/>.
/// </summary>
internal sealed partial class WireWriter : IBufferWriter<byte>
{
    private const int MinimumSegment = 256;

    private byte[] _buffer = [];
    private int _start;
    private int _position;
    private int _end;
    private long _flushed;
    private IBufferWriter<byte>? _sink;
    private bool _rented;

    public WireWriter(SerializerSession session) => Session = session;

    public SerializerSession Session { get; }

    public bool IsActive { get; private set; }

    public int Position => (int)(_flushed + _position - _start);

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(_start, _position - _start);

    public Span<byte> Writable => _buffer.AsSpan(_position, _end - _position);

    public void Begin(IBufferWriter<byte>? sink)
    {
        _sink = sink;
        _flushed = 0;
        IsActive = true;
    }

    public void Flush()
    {
        var written = _position - _start;
        if (written == 0 || _sink is null)
        {
            return;
        }

        if (_rented)
        {
            _sink.Write(_buffer.AsSpan(_start, written));
        }
        else
        {
            _sink.Advance(written);
        }

        _flushed += written;
        if (_rented)
        {
            _position = _start;
        }
        else
        {
            Forget();
        }
    }

    /// <summary>Drops what has been collected so far, once the owner has copied <see cref="Written"/> away.</summary>
    public void TakeWritten()
    {
        _flushed += _position - _start;
        _position = _start;
    }

    public void End()
    {
        if (_rented)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        Forget();
        _sink = null;
        IsActive = false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ensure(int count)
    {
        if (_end - _position < count)
        {
            Grow(count);
        }
    }

    public void Write(ReadOnlySpan<byte> value)
    {
        if (_sink is null || value.Length <= _end - _position)
        {
            Ensure(value.Length);
            value.CopyTo(_buffer.AsSpan(_position));
            _position += value.Length;
            return;
        }

        WriteInPieces(value);
    }

    public void WriteByte(byte value)
    {
        Ensure(1);
        _buffer[_position++] = value;
    }

    public void WriteFixed32(uint value)
    {
        Ensure(sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(_position), value);
        _position += sizeof(uint);
    }

    public void WriteFixed64(ulong value)
    {
        Ensure(sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.AsSpan(_position), value);
        _position += sizeof(ulong);
    }

    /// <summary>
    /// 1 to 9 bytes; the number of trailing zero bits of the first byte, plus one, is the length, so that a reader
    /// needs no loop.
    /// </summary>
    public void WriteVarUInt64(ulong value)
    {
        var length = VarIntLength(value);
        Ensure(9);
        ref var target = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_buffer), _position);
        if (length <= 8)
        {
            var encoded = (value << length) | (1UL << (length - 1));
            Unsafe.WriteUnaligned(ref target, BitConverter.IsLittleEndian ? encoded : BinaryPrimitives.ReverseEndianness(encoded));
        }
        else
        {
            target = 0;
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, 1), BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value));
        }

        _position += length;
    }

    public void WriteVarInt64(long value) => WriteVarUInt64((ulong)((value << 1) ^ (value >> 63)));

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(_position, _end - _position);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(Math.Max(sizeHint, 1));
        return Writable;
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _end - _position);
        _position += count;
    }

    public static int VarIntLength(ulong value) => Math.Min(9, (70 - BitOperations.LeadingZeroCount(value | 1)) / 7);

    private void Grow(int count)
    {
        if (_sink is null)
        {
            GrowScratch(count);
            return;
        }

        Flush();
        if (_rented)
        {
            if (_end - _position < count)
            {
                GrowScratch(count);
            }

            return;
        }

        var memory = _sink.GetMemory(Math.Max(count, MinimumSegment));
        if (MemoryMarshal.TryGetArray<byte>(memory, out var segment))
        {
            _buffer = segment.Array!;
            _start = _position = segment.Offset;
            _end = segment.Offset + segment.Count;
        }
        else
        {
            GrowScratch(count);
        }
    }

    private void GrowScratch(int count)
    {
        var written = _position - _start;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(written + count), Math.Min(written * 2L, Array.MaxLength) is var doubled && doubled > MinimumSegment ? (int)doubled : MinimumSegment));
        _buffer.AsSpan(_start, written).CopyTo(larger);
        if (_rented)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = larger;
        _start = 0;
        _position = written;
        _end = larger.Length;
        _rented = true;
    }

    private void WriteInPieces(ReadOnlySpan<byte> value)
    {
        while (!value.IsEmpty)
        {
            Ensure(1);
            var piece = Math.Min(value.Length, _end - _position);
            value[..piece].CopyTo(_buffer.AsSpan(_position));
            _position += piece;
            value = value[piece..];
        }
    }

    private void Forget()
    {
        _buffer = [];
        _start = _position = _end = 0;
        _rented = false;
    }
}
