namespace Orleans.Serialization.Cloning;

/// <summary>Values of a type that an <see cref="IGeneralizedCopier"/> or a specialized copier takes care of.</summary>
internal sealed class UntypedCustomCopier<T>(IDeepCopier copier) : Copier<T>
{
    public override bool IsImmutable { get; } = copier is IOptionalDeepCopier optional && optional.IsShallowCopyable();

    public override T DeepCopy(T input, CopyContext context) => (T)copier.DeepCopy(input, context)!;
}
