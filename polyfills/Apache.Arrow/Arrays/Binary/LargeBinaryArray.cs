using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class LargeBinaryArray : Array, IReadOnlyList<byte[]>, ICollection<byte[]>, IArrayCollection<byte[]>
{
    public LargeBinaryArray(ArrayData data)
        : this(ArrowTypeId.LargeBinary, data)
    {
    }

    public LargeBinaryArray(ArrowTypeId typeId, ArrayData data)
        : base(data)
        => Expect(data, typeId, buffers: 3);

    public LargeBinaryArray(IArrowType dataType, int length, ArrowBuffer valueOffsetsBuffer, ArrowBuffer dataBuffer, ArrowBuffer nullBitmapBuffer, int nullCount = 0, int offset = 0)
        : this(dataType.TypeId, new ArrayData(dataType, length, nullCount, offset, [nullBitmapBuffer, valueOffsetsBuffer, dataBuffer]))
    {
    }

    public ArrowBuffer ValueOffsetsBuffer => Data.Buffers[1];

    public ArrowBuffer ValueBuffer => Data.Buffers[2];

    public ReadOnlySpan<long> ValueOffsets => VariableSize.Offsets<long>(this);

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public int GetValueLength(int index) => VariableSize.LengthAt<long>(this, index);

    public ReadOnlySpan<byte> GetBytes(int index) => GetBytes(index, out _);

    public ReadOnlySpan<byte> GetBytes(int index, out bool isNull) => VariableSize.BytesAt<long>(this, index, out isNull);

    byte[] IArrayList<byte[]>.Element(int index) => Element(index);

    bool IArrayCollection<byte[]>.AreEqual(byte[] one, byte[] other) => one is null || other is null ? ReferenceEquals(one, other) : one.AsSpan().SequenceEqual(other);

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, Element);

    private byte[] Element(int index) => GetBytes(index).ToArray();
}
