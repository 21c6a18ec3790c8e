using System.Runtime.CompilerServices;
using Orleans.Serialization.Session;

namespace Orleans.Serialization.Cloning;

/// <summary>Copies objects of exactly one class, each of them once per context.</summary>
internal abstract class ReferenceCopier<T> : Copier<T>
    where T : class
{
    public sealed override T DeepCopy(T input, CopyContext context)
    {
        if (input is null || IsImmutable)
        {
            return input!;
        }

        if (context.TryGetKnownCopy(input, out var known))
        {
            return Unsafe.As<T>(known);
        }

        Nesting.Check();
        return CopyNew(input, context);
    }

    /// <summary>Makes the copy and records it, before its parts are copied wherever they may lead back to it.</summary>
    protected abstract T CopyNew(T input, CopyContext context);
}
