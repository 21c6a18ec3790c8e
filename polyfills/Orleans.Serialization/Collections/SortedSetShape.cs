namespace Orleans.Serialization.Collections;

internal sealed class SortedSetShape<T> : CollectionShape<SortedSet<T>, T, SortedSet<T>>
{
    public override int Count(SortedSet<T> collection) => collection.Count;

    public override object? Comparer(SortedSet<T> collection) => Comparers.NonDefault(collection.Comparer);

    public override SortedSet<T> Create(int capacity, object? comparer) => new(Comparers.As<IComparer<T>>(comparer));

    public override void Add(SortedSet<T> builder, T element) => builder.Add(element);

    public override SortedSet<T> Finish(SortedSet<T> builder) => builder;

    public override SortedSet<T> Clone(SortedSet<T> collection) => new(collection, collection.Comparer);
}
