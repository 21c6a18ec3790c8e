namespace Apache.Arrow.Types;

public sealed class NullType : ArrowType
{
    public static readonly NullType Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Null;

    public override string Name => "null";

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
