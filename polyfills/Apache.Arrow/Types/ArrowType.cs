namespace Apache.Arrow.Types;

public abstract class ArrowType : IArrowType
{
    public abstract ArrowTypeId TypeId { get; }

    public abstract string Name { get; }

    public virtual bool IsFixedWidth => false;

    public abstract void Accept(IArrowTypeVisitor visitor);

    internal static void Accept<T>(T type, IArrowTypeVisitor visitor)
        where T : IArrowType
    {
        if (visitor is IArrowTypeVisitor<T> exact)
        {
            exact.Visit(type);
        }
        else
        {
            visitor.Visit(type);
        }
    }

    internal static void AcceptRecord<T>(T type, IArrowTypeVisitor visitor)
        where T : IRecordType
    {
        if (visitor is IArrowTypeVisitor<T> exact)
        {
            exact.Visit(type);
        }
        else
        {
            Accept<IRecordType>(type, visitor);
        }
    }
}
