namespace Apache.Arrow.Types;

public class BinaryType : ArrowType
{
    public static readonly BinaryType Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Binary;

    public override string Name => "binary";

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
