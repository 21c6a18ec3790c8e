namespace Orleans.Serialization.Cloning;

internal sealed class NullableCopier<T>(Copier<T> copier) : Copier<T?>
    where T : struct
{
    public override bool IsImmutable => copier.IsImmutable;

    public override T? DeepCopy(T? input, CopyContext context) => input is { } value ? copier.DeepCopy(value, context) : null;
}
