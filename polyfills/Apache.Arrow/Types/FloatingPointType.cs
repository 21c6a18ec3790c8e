namespace Apache.Arrow.Types;

public abstract class FloatingPointType : NumberType
{
    public abstract PrecisionKind Precision { get; }

    public enum PrecisionKind
    {
        Half = 0,
        Single = 1,
        Double = 2,
    }
}
