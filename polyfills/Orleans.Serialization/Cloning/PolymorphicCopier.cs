using Orleans.Serialization.Serializers;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Serialization.Cloning;

/// <summary>Members and elements of a class, an interface or <see cref="object"/>: the run-time type decides.</summary>
internal sealed class PolymorphicCopier<T>(CodecProvider provider) : Copier<T>
{
    private readonly TypeCache<Copier> _copiers = new();

    public override bool IsImmutable => false;

    public override T DeepCopy(T input, CopyContext context)
    {
        if (input is null)
        {
            return input;
        }

        var type = input.GetType();
        var copier = _copiers.Find(type) ?? Look(type);
        if (copier.IsImmutable)
        {
            return input;
        }

        return copier is Copier<T> typed ? typed.DeepCopy(input, context) : (T)copier.CopyUntyped(input, context)!;
    }

    private Copier Look(Type type)
    {
        var copier = provider.GetExactCopier(type);
        _copiers.Add(type, copier);
        return copier;
    }
}
