namespace Apache.Arrow.Types;

public class LargeBinaryType : ArrowType
{
    public static readonly LargeBinaryType Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.LargeBinary;

    public override string Name => "large_binary";

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
