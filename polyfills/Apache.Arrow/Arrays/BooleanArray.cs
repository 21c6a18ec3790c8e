using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class BooleanArray : Array, IReadOnlyList<bool?>, ICollection<bool?>, IArrayCollection<bool?>
{
    public BooleanArray(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(BooleanType.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public BooleanArray(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.Boolean);

    public ArrowBuffer ValueBuffer => Data.Buffers[1];

    /// <summary>The first bytes of the buffer, whatever the offset.</summary>
    public ReadOnlySpan<byte> Values => ValueBuffer.Span[..BitUtility.ByteCount(Length)];

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    [Obsolete("Use GetValue, which tells nulls apart.")]
    public bool GetBoolean(int index) => BitUtility.GetBit(ValueBuffer.Span, index + Offset);

    public bool? GetValue(int index) => IsValid(index) ? BitUtility.GetBit(ValueBuffer.Span, index + Offset) : null;

    bool? IArrayList<bool?>.Element(int index) => GetValue(index);

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, GetValue);
}
