namespace Apache.Arrow.Types;

public sealed class Decimal128Type : FixedSizeBinaryType
{
    public Decimal128Type(int precision, int scale)
        : base(16)
    {
        Precision = precision;
        Scale = scale;
    }

    public override ArrowTypeId TypeId => ArrowTypeId.Decimal128;

    public override string Name => "decimal128";

    public int Precision { get; }

    public int Scale { get; }

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
