using Apache.Arrow.Types;

namespace Apache.Arrow;

public class Int8Array : PrimitiveArray<sbyte>
{
    public Int8Array(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(Int8Type.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public Int8Array(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.Int8);

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public class Builder : PrimitiveArrayBuilder<sbyte, Int8Array, Builder>
    {
        protected override Int8Array Build(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
            => new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}
