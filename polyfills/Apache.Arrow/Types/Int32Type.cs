namespace Apache.Arrow.Types;

public sealed class Int32Type : IntegerType
{
    public static readonly Int32Type Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Int32;

    public override string Name => "int32";

    public override int BitWidth => 32;

    public override bool IsSigned => true;

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
