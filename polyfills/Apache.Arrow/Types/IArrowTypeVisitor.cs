namespace Apache.Arrow.Types;

public interface IArrowTypeVisitor
{
    void Visit(IArrowType type);
}

public interface IArrowTypeVisitor<in T> : IArrowTypeVisitor
    where T : IArrowType
{
    void Visit(T type);
}
