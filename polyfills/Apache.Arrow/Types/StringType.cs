namespace Apache.Arrow.Types;

public sealed class StringType : ArrowType
{
    public static readonly StringType Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.String;

    public override string Name => "utf8";

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
