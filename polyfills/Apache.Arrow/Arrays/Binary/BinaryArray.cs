using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class BinaryArray : Array, IReadOnlyList<byte[]>, ICollection<byte[]>, IArrayCollection<byte[]>
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

    public ReadOnlySpan<int> ValueOffsets => VariableSize.Offsets<int>(this);

    public ReadOnlySpan<byte> Values => ValueBuffer.Span;

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    [Obsolete("Use ValueOffsets.")]
    public int GetValueOffset(int index)
    {
        CheckIndex(index);
        return ValueOffsets[index];
    }

    public int GetValueLength(int index) => VariableSize.LengthAt<int>(this, index);

    public ReadOnlySpan<byte> GetBytes(int index) => GetBytes(index, out _);

    public ReadOnlySpan<byte> GetBytes(int index, out bool isNull) => VariableSize.BytesAt<int>(this, index, out isNull);

    byte[] IArrayList<byte[]>.Element(int index) => Element(index);

    bool IArrayCollection<byte[]>.AreEqual(byte[] one, byte[] other) => one is null || other is null ? ReferenceEquals(one, other) : one.AsSpan().SequenceEqual(other);

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, Element);

    private byte[] Element(int index)
    {
        var bytes = GetBytes(index, out var isNull);
        return isNull ? null : bytes.ToArray();
    }
}
