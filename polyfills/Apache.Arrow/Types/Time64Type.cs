namespace Apache.Arrow.Types;

public sealed class Time64Type : TimeType
{
    public Time64Type(TimeUnit unit = TimeUnit.Nanosecond)
        : base(unit)
    {
    }

    public static Time64Type Default => Nanosecond;

    public override ArrowTypeId TypeId => ArrowTypeId.Time64;

    public override string Name => "time64";

    public override int BitWidth => 64;

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
