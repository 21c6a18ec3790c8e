namespace Orleans.Serialization.Cloning;

/// <summary>Values that nobody can change, or that travel by reference for another reason.</summary>
internal sealed class SharedCopier<T> : Copier<T>
{
    public override bool IsImmutable => true;

    public override T DeepCopy(T input, CopyContext context) => input;
}
