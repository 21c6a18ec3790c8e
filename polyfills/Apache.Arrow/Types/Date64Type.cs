namespace Apache.Arrow.Types;

public sealed class Date64Type : DateType
{
    public static readonly Date64Type Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Date64;

    public override string Name => "date64";

    public override int BitWidth => 64;

    public override DateUnit Unit => DateUnit.Milliseconds;

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
