using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow.Arrays;

public partial class FixedSizeBinaryArray : Array, IReadOnlyList<byte[]>, IArrayList<byte[]>
{
    public FixedSizeBinaryArray(ArrayData data)
        : this(ArrowTypeId.FixedSizedBinary, data)
    {
    }

    public FixedSizeBinaryArray(ArrowTypeId typeId, ArrayData data)
        : base(data)
        => Expect(data, typeId);

    public ArrowBuffer ValueBuffer => Data.Buffers[1];

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public ReadOnlySpan<byte> GetBytes(int index)
    {
        CheckIndex(index);
        if (IsNull(index))
        {
            return default;
        }

        var width = ((FixedSizeBinaryType)Data.DataType).ByteWidth;
        return ValueBuffer.Span.Slice(checked((Offset + index) * width), width);
    }

    byte[] IArrayList<byte[]>.Element(int index) => Element(index);

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, Element);

    private byte[] Element(int index) => GetBytes(index).ToArray();
}
