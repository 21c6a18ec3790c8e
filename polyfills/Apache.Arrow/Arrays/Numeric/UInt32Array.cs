using Apache.Arrow.Types;

namespace Apache.Arrow;

public class UInt32Array : PrimitiveArray<uint>
{
    public UInt32Array(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(UInt32Type.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public UInt32Array(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.UInt32);

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public class Builder : PrimitiveArrayBuilder<uint, UInt32Array, Builder>
    {
        protected override UInt32Array Build(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
            => new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}
