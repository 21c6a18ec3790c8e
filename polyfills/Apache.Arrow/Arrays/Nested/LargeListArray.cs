using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class LargeListArray : Array
{
    public LargeListArray(IArrowType dataType, int length, ArrowBuffer valueOffsetsBuffer, IArrowArray values, ArrowBuffer nullBitmapBuffer, int nullCount = 0, int offset = 0)
        : this(new ArrayData(dataType, length, nullCount, offset, [nullBitmapBuffer, valueOffsetsBuffer], [values.Data]), values)
    {
    }

    public LargeListArray(ArrayData data)
        : this(data, values: null)
    {
    }

    private LargeListArray(ArrayData data, IArrowArray values)
        : base(data)
    {
        Expect(data, ArrowTypeId.LargeList);
        Values = values ?? OnlyChild(data);
    }

    public IArrowArray Values { get; }

    public ArrowBuffer ValueOffsetsBuffer => Data.Buffers[1];

    public ReadOnlySpan<long> ValueOffsets => VariableSize.Offsets<long>(this);

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public int GetValueLength(int index) => VariableSize.LengthAt<long>(this, index);

    /// <summary>Null for a null list.</summary>
    public IArrowArray GetSlicedValues(int index) => VariableSize.ListAt<long>(this, Values, index);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Values.Dispose();
        }

        base.Dispose(disposing);
    }
}
