namespace Apache.Arrow.Types;

public sealed class FloatType : FloatingPointType
{
    public static readonly FloatType Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Float;

    public override string Name => "float";

    public override int BitWidth => 32;

    public override bool IsSigned => true;

    public override PrecisionKind Precision => PrecisionKind.Single;

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
