namespace Apache.Arrow.Types;

public sealed class DoubleType : FloatingPointType
{
    public static readonly DoubleType Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Double;

    public override string Name => "double";

    public override int BitWidth => 64;

    public override bool IsSigned => true;

    public override PrecisionKind Precision => PrecisionKind.Double;

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
