using Orleans.Serialization.Serializers;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Serialization.Cloning;

/// <summary>Members and elements of a class, an interface or <see cref="object"/>: the run-time type decides.</summary>
internal sealed class PolymorphicCopier<T>(CodecProvider provider) : Copier<T>
{
    private CachedByType<Copier>? _last;

    public override bool IsImmutable => false;

    public override T DeepCopy(T input, CopyContext context)
    {
        if (input is null)
        {
            return input;
        }

        var type = input.GetType();
        var last = _last;
        if (last?.Type != type)
        {
            _last = last = new(type, provider.GetExactCopier(type));
        }

        var copier = last.Value;
        if (copier.IsImmutable)
        {
            return input;
        }

        return copier is Copier<T> typed ? typed.DeepCopy(input, context) : (T)copier.CopyUntyped(input, context)!;
    }
}
