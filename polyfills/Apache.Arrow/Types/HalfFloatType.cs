namespace Apache.Arrow.Types;

public sealed class HalfFloatType : FloatingPointType
{
    public static readonly HalfFloatType Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.HalfFloat;

    public override string Name => "halffloat";

    public override int BitWidth => 16;

    public override bool IsSigned => true;

    public override PrecisionKind Precision => PrecisionKind.Half;

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
