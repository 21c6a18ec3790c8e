using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Cloning.Collections;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Codecs.Collections;
using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.Collections;

/// <typeparam name="TBuilder">What elements are added to; the collection itself where it can be filled after its creation.</typeparam>
internal abstract class CollectionShape<TCollection, TElement, TBuilder> : CollectionShape
    where TCollection : class
    where TBuilder : class
{
    /// <summary>Whether sharing it is safe when its elements are.</summary>
    public virtual bool IsImmutable => false;

    public abstract int Count(TCollection collection);

    /// <summary>The comparer, unless it is the default one.</summary>
    public virtual object? Comparer(TCollection collection) => null;

    public abstract TBuilder Create(int capacity, object? comparer);

    public abstract void Add(TBuilder builder, TElement element);

    public abstract TCollection Finish(TBuilder builder);

    /// <summary>In the order in which adding them again gives the same collection.</summary>
    public virtual IEnumerable<TElement> Elements(TCollection collection) => (IEnumerable<TElement>)collection;

    /// <param name="delta">The field id of the first element, counted from the field before it; the others have the same id.</param>
    public virtual void Write(WireWriter writer, uint delta, FieldCodec<TElement> codec, TCollection collection)
    {
        foreach (var element in Elements(collection))
        {
            codec.Write(writer, delta, element);
            delta = 0;
        }
    }

    /// <summary>A copy with the same elements, where that is cheaper than adding them one by one.</summary>
    public virtual TCollection? Clone(TCollection collection) => null;

    public sealed override ExactCodec CreateCodec(CodecProvider provider)
        => new CollectionCodec<TCollection, TElement, TBuilder>(this, provider.GetFieldCodec<TElement>(), provider.GetFieldCodec<object?>());

    public sealed override Copier CreateCopier(CodecProvider provider)
        => new CollectionCopier<TCollection, TElement, TBuilder>(this, provider.GetCopier<TElement>());
}
