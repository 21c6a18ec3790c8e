namespace Apache.Arrow.Types;

public abstract class TimeType : TimeBasedType
{
    public static readonly Time32Type Second = new(TimeUnit.Second);
    public static readonly Time32Type Millisecond = new(TimeUnit.Millisecond);
    public static readonly Time64Type Microsecond = new(TimeUnit.Microsecond);
    public static readonly Time64Type Nanosecond = new(TimeUnit.Nanosecond);

    protected TimeType(TimeUnit unit)
        : base(unit)
    {
    }

    public static TimeType FromTimeUnit(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => Second,
        TimeUnit.Millisecond => Millisecond,
        TimeUnit.Microsecond => Microsecond,
        TimeUnit.Nanosecond => Nanosecond,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Not a unit of time."),
    };
}
