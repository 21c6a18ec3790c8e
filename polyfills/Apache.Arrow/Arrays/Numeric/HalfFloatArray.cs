using Apache.Arrow.Types;

namespace Apache.Arrow;

public class HalfFloatArray : PrimitiveArray<Half>
{
    public HalfFloatArray(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(HalfFloatType.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public HalfFloatArray(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.HalfFloat);

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public class Builder : PrimitiveArrayBuilder<Half, HalfFloatArray, Builder>
    {
        protected override HalfFloatArray Build(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
            => new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}
