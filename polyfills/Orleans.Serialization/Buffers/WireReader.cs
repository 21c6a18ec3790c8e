using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Orleans.Serialization.Session;

namespace Orleans.Serialization.Buffers;

/// <summary>
/// Where every codec reads from: one contiguous array. Every length is checked against the input before anything is
/// allocated for it. A stream that cannot seek is read no further than needed; <see cref="BufferValue"/> fetches a whole
/// value first, so that the lengths in it can be checked.
/// </summary>
internal sealed partial class WireReader
{
    private byte[] _buffer = [];
    private int _start;
    private int _position;
    private int _end;
    private long _announced;
    private bool _rented;
    private Stream? _stream;

    public WireReader(SerializerSession session) => Session = session;

    public SerializerSession Session { get; }

    public bool IsActive { get; private set; }

    /// <summary>Which input this is, of all that the reader has read: positions mean nothing in another.</summary>
    public int Generation { get; private set; }

    public int Position => _position - _start;

    public int Length => _end - _start;

    public int Remaining => _end - _position;

    public void Begin(ReadOnlyMemory<byte> input)
    {
        if (MemoryMarshal.TryGetArray(input, out var segment))
        {
            _buffer = segment.Array!;
            _start = _position = segment.Offset;
            _end = segment.Offset + segment.Count;
            IsActive = true;
            Generation++;
        }
        else
        {
            Begin(input.Span);
        }
    }

    public void Begin(ReadOnlySpan<byte> input)
    {
        Rent(input.Length);
        input.CopyTo(_buffer);
        _end = input.Length;
    }

    public void Begin(in ReadOnlySequence<byte> input)
    {
        if (input.IsSingleSegment)
        {
            Begin(input.First);
            return;
        }

        Rent(checked((int)input.Length));
        input.CopyTo(_buffer);
        _end = (int)input.Length;
    }

    public void Begin(Stream input)
    {
        if (input is MemoryStream memory && memory.TryGetBuffer(out var segment))
        {
            var offset = (int)Math.Min(memory.Position, segment.Count);
            Begin(segment.AsMemory(offset));
            return;
        }

        if (!input.CanSeek)
        {
            Rent(256);
            _stream = input;
            return;
        }

        var length = checked((int)(input.Length - input.Position));
        Rent(length);
        input.ReadExactly(_buffer, 0, length);
        _end = length;
    }

    public void End()
    {
        if (_rented)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = [];
        _start = _position = _end = 0;
        _announced = 0;
        _rented = false;
        _stream = null;
        _isBuffering = false;
        IsActive = false;
    }

    public void MoveTo(int position)
    {
        if ((uint)position > (uint)Length)
        {
            ThrowEndOfInput();
        }

        _position = _start + position;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EnsureAvailable(int count)
    {
        if (_end - _position < count)
        {
            Refill(count);
        }
    }

    public byte PeekByte()
    {
        EnsureAvailable(1);
        return _buffer[_position];
    }

    public byte ReadByte()
    {
        EnsureAvailable(1);
        return _buffer[_position++];
    }

    public uint ReadFixed32()
    {
        EnsureAvailable(sizeof(uint));
        var value = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(_position));
        _position += sizeof(uint);
        return value;
    }

    public ulong ReadFixed64()
    {
        EnsureAvailable(sizeof(ulong));
        var value = BinaryPrimitives.ReadUInt64LittleEndian(_buffer.AsSpan(_position));
        _position += sizeof(ulong);
        return value;
    }

    public ulong ReadVarUInt64()
    {
        EnsureAvailable(1);
        var length = BitOperations.TrailingZeroCount(_buffer[_position] | 0x100) + 1;
        if (length <= 8 && _end - _position >= sizeof(ulong))
        {
            var raw = BinaryPrimitives.ReadUInt64LittleEndian(_buffer.AsSpan(_position));
            _position += length;
            return (raw << (64 - (8 * length))) >> (64 - (7 * length));
        }

        return ReadVarUInt64Slow(length);
    }

    public uint ReadVarUInt32()
    {
        var value = ReadVarUInt64();
        if (value > uint.MaxValue)
        {
            throw new SerializerException("A number in the input is out of the range of 32 bits.");
        }

        return (uint)value;
    }

    public long ReadVarInt64()
    {
        var value = ReadVarUInt64();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Valid until the next read.</summary>
    public ReadOnlySpan<byte> ReadSpan(uint length)
    {
        if (length > int.MaxValue)
        {
            ThrowEndOfInput();
        }

        EnsureAvailable((int)length);
        var result = _buffer.AsSpan(_position, (int)length);
        _position += (int)length;
        return result;
    }

    /// <summary>
    /// A number of elements that follow, each of which takes at least one byte of its own: the numbers of all collections
    /// together, nested ones too, are no more than the length of the input.
    /// </summary>
    public int CheckCount(ulong count)
    {
        if (count > (uint)Remaining || (_announced += (long)count) > Length)
        {
            throw new SerializerException($"The input announces {count} elements, more than it can hold.");
        }

        return (int)count;
    }

    /// <summary>Somebody is about to read a part of the input for the second time.</summary>
    public void Rewind(int position)
    {
        MoveTo(position);
        _announced = 0;
    }

    private ulong ReadVarUInt64Slow(int length)
    {
        EnsureAvailable(length);
        if (length == 9)
        {
            _position++;
            return ReadFixed64();
        }

        ulong raw = 0;
        for (var i = 0; i < length; i++)
        {
            raw |= (ulong)_buffer[_position + i] << (8 * i);
        }

        _position += length;
        return raw >> length;
    }

    private void Rent(int length)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(length, 1));
        _start = _position = _end = 0;
        _rented = true;
        IsActive = true;
        Generation++;
    }

    // What was read stays in the buffer: a reference may lead back to it.
    private void Refill(int count)
    {
        if (_stream is null)
        {
            ThrowEndOfInput();
        }

        var needed = count - (_end - _position);
        while (needed > 0)
        {
            if (_end == _buffer.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(checked(_buffer.Length * 2));
                _buffer.AsSpan(0, _end).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = larger;
            }

            var read = _stream!.Read(_buffer, _end, Math.Min(needed, _buffer.Length - _end));
            if (read == 0)
            {
                ThrowEndOfInput();
            }

            _end += read;
            needed -= read;
        }
    }

    private static void ThrowEndOfInput() => throw new SerializerException("The input ends in the middle of a value.");
}
