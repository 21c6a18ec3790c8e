namespace Orleans.Serialization.Cloning;

internal abstract class Copier<T> : Copier, IDeepCopier<T>
{
    public abstract T DeepCopy(T input, CopyContext context);

    public sealed override object? CopyUntyped(object? input, CopyContext context) => input is null ? null : DeepCopy((T)input, context);
}
