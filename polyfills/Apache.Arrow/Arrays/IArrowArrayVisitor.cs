namespace Apache.Arrow;

public interface IArrowArrayVisitor
{
    void Visit(IArrowArray array);
}

public interface IArrowArrayVisitor<T> : IArrowArrayVisitor
    where T : IArrowArray
{
    void Visit(T array);
}
