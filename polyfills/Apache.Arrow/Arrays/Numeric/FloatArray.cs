using Apache.Arrow.Types;

namespace Apache.Arrow;

public class FloatArray : PrimitiveArray<float>
{
    public FloatArray(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(FloatType.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public FloatArray(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.Float);

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public class Builder : PrimitiveArrayBuilder<float, FloatArray, Builder>
    {
        protected override FloatArray Build(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
            => new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}
