using Apache.Arrow.Types;

namespace Apache.Arrow;

public class UInt64Array : PrimitiveArray<ulong>
{
    public UInt64Array(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(UInt64Type.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public UInt64Array(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.UInt64);

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public class Builder : PrimitiveArrayBuilder<ulong, UInt64Array, Builder>
    {
        protected override UInt64Array Build(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
            => new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}
