namespace Orleans.Serialization.Cloning;

internal sealed class CustomCopier<T>(IDeepCopier<T> copier) : Copier<T>
{
    public override bool IsImmutable { get; } = copier is IOptionalDeepCopier optional && optional.IsShallowCopyable();

    public override T DeepCopy(T input, CopyContext context) => copier.DeepCopy(input, context);
}
