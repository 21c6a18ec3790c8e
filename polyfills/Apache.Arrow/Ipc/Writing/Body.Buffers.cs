using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Apache.Arrow.Ipc;

internal sealed partial class Body
{
    // Absent where there are no nulls, and only there: so says the format.
    private void AddValidity(ArrayData data, int start, int length)
    {
        var bitmap = data.Buffers[0];
        var nulls = bitmap.IsEmpty ? 0 : data.NullsIn(start, length);
        _nodes.Add(new BodyNode(length, nulls));
        if (nulls == 0)
        {
            AddBuffer(default);
        }
        else
        {
            AddBits(bitmap, start, length);
        }
    }

    private void AddBits(ArrowBuffer buffer, int start, int length)
    {
        var count = BitUtility.ByteCount(length);
        if ((start & 7) == 0 && (length & 7) == 0)
        {
            AddBuffer(Part(buffer, start >> 3, count));
            return;
        }

        var bits = Rent(count);
        BitUtility.CopyBits(buffer.Span, start, length, bits.Span);
        AddBuffer(bits);
    }

    private void AddFixedWidth(ArrowBuffer buffer, int start, int length, int width) => AddBuffer(Part(buffer, (long)start * width, (long)length * width));

    private void AddVariable<TOffset>(ArrayData data, int start, int length)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var (first, last) = AddOffsets<TOffset>(data.Buffers[1], start, length);
        AddBuffer(Part(data.Buffers[2], first, last - first));
    }

    private void AddList<TOffset>(ArrayData data, int start, int length)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var (first, last) = AddOffsets<TOffset>(data.Buffers[1], start, length);
        AddChild(ChildOf(data, 0), checked((int)first), checked((int)(last - first)));
    }

    private (long First, long Last) AddOffsets<TOffset>(ArrowBuffer buffer, int start, int length)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var width = Unsafe.SizeOf<TOffset>();
        if (buffer.IsEmpty && length == 0)
        {
            AddBuffer(Rent(width));
            return (0, 0);
        }

        var part = Part(buffer, (long)start * width, (length + 1L) * width);
        var offsets = part.Span.CastTo<TOffset>();
        var (first, last) = (long.CreateChecked(offsets[0]), long.CreateChecked(offsets[^1]));
        if (first != 0)
        {
            var rebased = Rent(part.Length);
            var target = MemoryMarshal.Cast<byte, TOffset>(rebased.Span);
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = offsets[i] - offsets[0];
            }

            part = rebased;
        }

        AddBuffer(part);
        return (first, last);
    }

    private static ReadOnlyMemory<byte> Part(ArrowBuffer buffer, long start, long count)
    {
        var memory = buffer.Memory;
        if (start < 0 || count < 0 || start + count > memory.Length)
        {
            throw new ArgumentException($"A buffer of {memory.Length} bytes is too short for its array, which has bytes {start} to {start + count}.");
        }

        return memory.Slice((int)start, (int)count);
    }

    private void AddBuffer(ReadOnlyMemory<byte> bytes)
    {
        var padded = BitUtility.RoundUpToMultiplePowerOfTwo(bytes.Length, Alignment);
        _buffers.Add(new BodyBuffer(Length, padded));
        if (!bytes.IsEmpty)
        {
            _parts.Add(new BodyPart(bytes, (int)(padded - bytes.Length)));
        }

        Length += padded;
    }

    private Memory<byte> Rent(int count)
    {
        var array = ArrayPool<byte>.Shared.Rent(count);
        _rented.Add(array);
        System.Array.Clear(array, 0, count);
        return array.AsMemory(0, count);
    }
}
