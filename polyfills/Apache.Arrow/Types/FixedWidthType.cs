namespace Apache.Arrow.Types;

public abstract class FixedWidthType : ArrowType
{
    public override bool IsFixedWidth => true;

    public abstract int BitWidth { get; }
}
