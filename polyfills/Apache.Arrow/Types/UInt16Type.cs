namespace Apache.Arrow.Types;

public sealed class UInt16Type : IntegerType
{
    public static readonly UInt16Type Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.UInt16;

    public override string Name => "uint16";

    public override int BitWidth => 16;

    public override bool IsSigned => false;

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
