namespace Apache.Arrow.Types;

public abstract class NumberType : FixedWidthType
{
    public abstract bool IsSigned { get; }
}
