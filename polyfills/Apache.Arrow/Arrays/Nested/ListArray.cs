using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class ListArray : Array
{
    public ListArray(IArrowType dataType, int length, ArrowBuffer valueOffsetsBuffer, IArrowArray values, ArrowBuffer nullBitmapBuffer, int nullCount = 0, int offset = 0)
        : this(new ArrayData(dataType, length, nullCount, offset, [nullBitmapBuffer, valueOffsetsBuffer], [values.Data]), values)
    {
    }

    public ListArray(ArrayData data)
        : this(data, values: null)
    {
    }

    private protected ListArray(ArrowTypeId typeId, ArrayData data, IArrowArray values)
        : base(data)
    {
        Expect(data, typeId);
        Values = values ?? OnlyChild(data);
    }

    private ListArray(ArrayData data, IArrowArray values)
        : this(ArrowTypeId.List, data, values)
    {
    }

    public IArrowArray Values { get; }

    public ArrowBuffer ValueOffsetsBuffer => Data.Buffers[1];

    public ReadOnlySpan<int> ValueOffsets => ValueOffsetsBuffer.Span.CastTo<int>().Slice(Offset, Length + 1);

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

    /// <summary>Null for a null list.</summary>
    public IArrowArray GetSlicedValues(int index)
    {
        CheckIndex(index);
        return IsNull(index) || Values is not Array values ? null : values.Slice(checked((int)ValueOffsets[index]), GetValueLength(index));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Values.Dispose();
        }

        base.Dispose(disposing);
    }
}
