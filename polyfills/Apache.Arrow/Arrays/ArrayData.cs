using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>What every array is made of. Buffers: validity, offsets if any, values if any; bit and element i of the array lie at Offset + i.</summary>
public sealed class ArrayData : IDisposable
{
    public readonly IArrowType DataType;
    public readonly int Length;
    public readonly int Offset;
    public readonly ArrowBuffer[] Buffers;
    public readonly ArrayData[] Children;
    public readonly ArrayData Dictionary;

    /// <summary>Negative while unknown.</summary>
    public int NullCount;

    private const int Unknown = -1;

    public ArrayData(IArrowType dataType, int length, int nullCount, int offset, IEnumerable<ArrowBuffer> buffers, IEnumerable<ArrayData> children)
        : this(dataType, length, nullCount, offset, buffers, children, null)
    {
    }

    public ArrayData(IArrowType dataType, int length, int nullCount, int offset, ArrowBuffer[] buffers, ArrayData[] children)
        : this(dataType, length, nullCount, offset, buffers, children, null)
    {
    }

    public ArrayData(IArrowType dataType, int length, int nullCount = 0, int offset = 0, IEnumerable<ArrowBuffer> buffers = null, IEnumerable<ArrayData> children = null, ArrayData dictionary = null)
        : this(dataType, length, nullCount, offset, buffers?.ToArray(), children?.ToArray(), dictionary)
    {
    }

    public ArrayData(IArrowType dataType, int length, int nullCount = 0, int offset = 0, ArrowBuffer[] buffers = null, ArrayData[] children = null, ArrayData dictionary = null)
    {
        DataType = dataType ?? NullType.Default;
        Length = length;
        NullCount = nullCount;
        Offset = offset;
        Buffers = buffers;
        Children = children;
        Dictionary = dictionary;
    }

    public int GetNullCount()
    {
        if (NullCount < 0)
        {
            NullCount = CountNulls(Offset, Length);
        }

        return NullCount;
    }

    public void Dispose()
    {
        foreach (var buffer in Buffers ?? [])
        {
            buffer.Dispose();
        }

        foreach (var child in Children ?? [])
        {
            child?.Dispose();
        }

        Dictionary?.Dispose();
    }

    public ArrayData Slice(int offset, int length) => Slice(offset, length, Buffers, Children, Dictionary);

    public ArrayData Retain() => new(DataType, Length, NullCount, Offset, RetainBuffers(), RetainChildren(), Dictionary?.Retain());

    public ArrayData SliceShared(int offset, int length)
    {
        CheckStart(offset);
        return Slice(offset, length, RetainBuffers(), RetainChildren(), Dictionary?.Retain());
    }

    public ArrayData Clone(MemoryAllocator allocator = null)
        => new(
            DataType,
            Length,
            NullCount,
            Offset,
            Buffers is null ? null : System.Array.ConvertAll(Buffers, buffer => buffer.Clone(allocator)),
            Children is null ? null : System.Array.ConvertAll(Children, child => child.Clone(allocator)),
            Dictionary?.Clone(allocator));

    /// <summary>The nulls among elements that start at a place in the buffers, which may be only some of this array's.</summary>
    internal int NullsIn(int start, int length)
    {
        if (NullCount == 0)
        {
            return 0;
        }

        return start == Offset && length == Length ? GetNullCount() : CountNulls(start, length);
    }

    private int CountNulls(int start, int length)
    {
        if (DataType.TypeId == ArrowTypeId.Null)
        {
            return length;
        }

        return Buffers is null or [] || Buffers[0].IsEmpty ? 0 : length - BitUtility.CountBits(Buffers[0].Span, start, length);
    }

    private ArrayData Slice(int offset, int length, ArrowBuffer[] buffers, ArrayData[] children, ArrayData dictionary)
    {
        CheckStart(offset);
        length = Math.Min(Length - offset, length);
        var nulls = NullCount switch
        {
            0 => 0,
            _ when NullCount == Length => length,
            _ when offset == 0 && length == Length => NullCount,
            _ => Unknown,
        };
        return new ArrayData(DataType, length, nulls, checked(Offset + offset), buffers, children, dictionary);
    }

    private void CheckStart(int offset)
    {
        if (offset > Length)
        {
            throw new ArgumentException($"A slice cannot start at {offset}, beyond the end of {Length} elements.", nameof(offset));
        }
    }

    private ArrowBuffer[] RetainBuffers() => Buffers is null ? null : System.Array.ConvertAll(Buffers, static buffer => buffer.Retain());

    private ArrayData[] RetainChildren() => Children is null ? null : System.Array.ConvertAll(Children, static child => child.Retain());
}
