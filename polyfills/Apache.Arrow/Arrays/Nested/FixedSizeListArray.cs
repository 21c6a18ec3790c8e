using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class FixedSizeListArray : Array
{
    public FixedSizeListArray(IArrowType dataType, int length, IArrowArray values, ArrowBuffer nullBitmapBuffer, int nullCount = 0, int offset = 0)
        : this(new ArrayData(dataType, length, nullCount, offset, [nullBitmapBuffer], [values.Data]), values)
    {
    }

    public FixedSizeListArray(ArrayData data)
        : this(data, values: null)
    {
    }

    private FixedSizeListArray(ArrayData data, IArrowArray values)
        : base(data)
    {
        Expect(data, ArrowTypeId.FixedSizeList, buffers: 1);
        Values = values ?? OnlyChild(data);
    }

    public IArrowArray Values { get; }

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    /// <summary>Null for a null list.</summary>
    public IArrowArray GetSlicedValues(int index)
    {
        CheckIndex(index);
        var size = ((FixedSizeListType)Data.DataType).ListSize;
        return IsNull(index) || Values is not Array values ? null : values.Slice(checked((Offset + index) * size), size);
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
