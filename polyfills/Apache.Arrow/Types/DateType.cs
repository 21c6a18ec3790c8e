namespace Apache.Arrow.Types;

public abstract class DateType : FixedWidthType
{
    public abstract DateUnit Unit { get; }
}
