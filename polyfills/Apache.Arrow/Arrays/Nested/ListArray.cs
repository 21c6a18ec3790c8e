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

    public ReadOnlySpan<int> ValueOffsets => VariableSize.Offsets<int>(this);

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    [Obsolete("Use ValueOffsets.")]
    public int GetValueOffset(int index)
    {
        CheckIndex(index);
        return ValueOffsets[index];
    }

    public int GetValueLength(int index) => VariableSize.LengthAt<int>(this, index);

    /// <summary>Null for a null list.</summary>
    public IArrowArray GetSlicedValues(int index) => VariableSize.ListAt<int>(this, Values, index);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Values.Dispose();
        }

        base.Dispose(disposing);
    }
}
