namespace Apache.Arrow.Types;

public sealed class Int8Type : IntegerType
{
    public static readonly Int8Type Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Int8;

    public override string Name => "int8";

    public override int BitWidth => 8;

    public override bool IsSigned => true;

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
