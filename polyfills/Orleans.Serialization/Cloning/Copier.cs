namespace Orleans.Serialization.Cloning;

internal abstract class Copier : IDeepCopier
{
    /// <summary>Whether values are shared rather than copied.</summary>
    public abstract bool IsImmutable { get; }

    /// <summary>Stands in for a copier that is still being made, and must not outlive that.</summary>
    public virtual bool IsProvisional => false;

    public abstract object? CopyUntyped(object? input, CopyContext context);

    object? IDeepCopier.DeepCopy(object? input, CopyContext context) => CopyUntyped(input, context);
}
