namespace Apache.Arrow.Types;

public sealed class Int64Type : IntegerType
{
    public static readonly Int64Type Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Int64;

    public override string Name => "int64";

    public override int BitWidth => 64;

    public override bool IsSigned => true;

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
