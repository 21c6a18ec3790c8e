using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.Cloning;

/// <summary>What dependency injection gives for <see cref="IDeepCopier{T}"/>: the provider's copier, behind one more call.</summary>
internal sealed class InjectedCopier<T>(CodecProvider provider) : Copier<T>
{
    private readonly Copier<T> _copier = provider.GetCopier<T>();

    public override bool IsImmutable => _copier.IsImmutable;

    public override T DeepCopy(T input, CopyContext context) => _copier.DeepCopy(input, context);
}
