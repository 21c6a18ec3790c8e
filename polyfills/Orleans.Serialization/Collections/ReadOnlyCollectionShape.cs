using System.Collections.ObjectModel;

namespace Orleans.Serialization.Collections;

internal sealed class ReadOnlyCollectionShape<T> : CollectionShape<ReadOnlyCollection<T>, T, List<T>>
{
    public override int Count(ReadOnlyCollection<T> collection) => collection.Count;

    public override List<T> Create(int capacity, object? comparer) => new(capacity);

    public override void Add(List<T> builder, T element) => builder.Add(element);

    public override ReadOnlyCollection<T> Finish(List<T> builder) => new(builder);
}
