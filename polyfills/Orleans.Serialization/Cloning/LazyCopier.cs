using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.Cloning;

/// <summary>Breaks the circle of a struct that contains collections of itself.</summary>
internal sealed class LazyCopier<T>(CodecProvider provider) : Copier<T>
{
    public override bool IsImmutable => false;

    public override bool IsProvisional => true;

    public override T DeepCopy(T input, CopyContext context) => ((Copier<T>)provider.GetExactCopier(typeof(T))).DeepCopy(input, context);
}
