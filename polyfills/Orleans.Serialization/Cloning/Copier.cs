namespace Orleans.Serialization.Cloning;

internal abstract class Copier : IDeepCopier
{
    /// <summary>Whether values are shared rather than copied.</summary>
    public abstract bool IsImmutable { get; }

    public abstract Type CopiedType { get; }

    public abstract object? CopyUntyped(object? input, CopyContext context);

    object? IDeepCopier.DeepCopy(object? input, CopyContext context) => CopyUntyped(input, context);
}
