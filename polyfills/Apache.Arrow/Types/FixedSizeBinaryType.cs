namespace Apache.Arrow.Types;

public class FixedSizeBinaryType : FixedWidthType
{
    public FixedSizeBinaryType(int byteWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(byteWidth);
        ByteWidth = byteWidth;
    }

    public override ArrowTypeId TypeId => ArrowTypeId.FixedSizedBinary;

    public override string Name => "fixed_size_binary";

    public int ByteWidth { get; }

    public override int BitWidth => checked(8 * ByteWidth);

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
