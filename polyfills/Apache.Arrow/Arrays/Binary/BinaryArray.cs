using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class BinaryArray : Array, IReadOnlyList<byte[]>, ICollection<byte[]>
{
    public BinaryArray(ArrayData data)
        : this(ArrowTypeId.Binary, data)
    {
    }

    public BinaryArray(ArrowTypeId typeId, ArrayData data)
        : base(data)
        => Expect(data, typeId, buffers: 3);

    public BinaryArray(IArrowType dataType, int length, ArrowBuffer valueOffsetsBuffer, ArrowBuffer dataBuffer, ArrowBuffer nullBitmapBuffer, int nullCount = 0, int offset = 0)
        : this(dataType.TypeId, new ArrayData(dataType, length, nullCount, offset, [nullBitmapBuffer, valueOffsetsBuffer, dataBuffer]))
    {
    }

    public ArrowBuffer ValueOffsetsBuffer => Data.Buffers[1];

    public ArrowBuffer ValueBuffer => Data.Buffers[2];

    public ReadOnlySpan<int> ValueOffsets => ValueOffsetsBuffer.Span.CastTo<int>().Slice(Offset, Length + 1);

    public ReadOnlySpan<byte> Values => ValueBuffer.Span;

    int IReadOnlyCollection<byte[]>.Count => Length;

    int ICollection<byte[]>.Count => Length;

    bool ICollection<byte[]>.IsReadOnly => true;

    byte[] IReadOnlyList<byte[]>.this[int index] => Element(index);

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    [Obsolete("Use ValueOffsets.")]
    public int GetValueOffset(int index)
    {
        CheckIndex(index);
        return ValueOffsets[index];
    }

    public int GetValueLength(int index)
    {
        CheckIndex(index);
        return IsValid(index) ? checked((int)(ValueOffsets[index + 1] - ValueOffsets[index])) : 0;
    }

    public ReadOnlySpan<byte> GetBytes(int index) => GetBytes(index, out _);

    public ReadOnlySpan<byte> GetBytes(int index, out bool isNull)
    {
        CheckIndex(index);
        isNull = IsNull(index);
        if (isNull)
        {
            return default;
        }

        var start = checked((int)ValueOffsets[index]);
        return ValueBuffer.Span[start..checked((int)ValueOffsets[index + 1])];
    }

    IEnumerator<byte[]> IEnumerable<byte[]>.GetEnumerator() => ReadOnlyArray.Enumerate(Length, Element);

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, Element);

    bool ICollection<byte[]>.Contains(byte[] item)
        => ReadOnlyArray.Contains(Length, Element, value => value is null || item is null ? ReferenceEquals(value, item) : value.AsSpan().SequenceEqual(item));

    void ICollection<byte[]>.CopyTo(byte[][] array, int arrayIndex) => ReadOnlyArray.CopyTo(Length, Element, array, arrayIndex);

    void ICollection<byte[]>.Add(byte[] item) => throw ReadOnlyArray.Error();

    bool ICollection<byte[]>.Remove(byte[] item) => throw ReadOnlyArray.Error();

    void ICollection<byte[]>.Clear() => throw ReadOnlyArray.Error();

    private byte[] Element(int index)
    {
        var bytes = GetBytes(index, out var isNull);
        return isNull ? null : bytes.ToArray();
    }
}
