namespace Apache.Arrow;

public abstract class ArrowArrayVisitor : IArrowArrayVisitor
{
    public virtual void Visit(IArrowArray array)
    {
    }
}
