namespace Apache.Arrow.Types;

public sealed class LargeStringType : ArrowType
{
    public static readonly LargeStringType Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.LargeString;

    public override string Name => "large_utf8";

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
