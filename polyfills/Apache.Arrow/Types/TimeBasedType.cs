namespace Apache.Arrow.Types;

public abstract class TimeBasedType : FixedWidthType
{
    protected TimeBasedType(TimeUnit unit) => Unit = unit;

    public TimeUnit Unit { get; }
}
