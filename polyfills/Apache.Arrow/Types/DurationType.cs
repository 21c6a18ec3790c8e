namespace Apache.Arrow.Types;

public sealed class DurationType : TimeBasedType
{
    public static readonly DurationType Second = new(TimeUnit.Second);
    public static readonly DurationType Millisecond = new(TimeUnit.Millisecond);
    public static readonly DurationType Microsecond = new(TimeUnit.Microsecond);
    public static readonly DurationType Nanosecond = new(TimeUnit.Nanosecond);

    private DurationType(TimeUnit unit)
        : base(unit)
    {
    }

    public override ArrowTypeId TypeId => ArrowTypeId.Duration;

    public override string Name => "duration";

    public override int BitWidth => 64;

    public static DurationType FromTimeUnit(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => Second,
        TimeUnit.Millisecond => Millisecond,
        TimeUnit.Microsecond => Microsecond,
        TimeUnit.Nanosecond => Nanosecond,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Not a unit of time."),
    };

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
