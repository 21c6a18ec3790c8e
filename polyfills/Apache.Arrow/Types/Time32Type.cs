namespace Apache.Arrow.Types;

public sealed class Time32Type : TimeType
{
    public Time32Type(TimeUnit unit = TimeUnit.Millisecond)
        : base(unit)
    {
    }

    public static Time32Type Default => Millisecond;

    public override ArrowTypeId TypeId => ArrowTypeId.Time32;

    public override string Name => "time32";

    public override int BitWidth => 32;

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
