using Apache.Arrow.Types;

namespace Apache.Arrow;

public class Int16Array : PrimitiveArray<short>
{
    public Int16Array(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(Int16Type.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public Int16Array(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.Int16);

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public class Builder : PrimitiveArrayBuilder<short, Int16Array, Builder>
    {
        protected override Int16Array Build(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
            => new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}
