using System.Collections.ObjectModel;

namespace Orleans.Serialization.Collections;

internal sealed class CollectionOfTShape<T> : CollectionShape<Collection<T>, T, Collection<T>>
{
    public override int Count(Collection<T> collection) => collection.Count;

    public override Collection<T> Create(int capacity, object? comparer) => [];

    public override void Add(Collection<T> builder, T element) => builder.Add(element);

    public override Collection<T> Finish(Collection<T> builder) => builder;
}
