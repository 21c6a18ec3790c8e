using System.Collections.Frozen;

namespace Orleans.Serialization.Collections;

internal sealed class FrozenSetShape<T> : CollectionShape<FrozenSet<T>, T, HashSet<T>>
{
    public override bool IsImmutable => true;

    public override int Count(FrozenSet<T> collection) => collection.Count;

    public override object? Comparer(FrozenSet<T> collection) => Comparers.NonDefault(collection.Comparer);

    public override HashSet<T> Create(int capacity, object? comparer) => new(capacity, Comparers.As<IEqualityComparer<T>>(comparer));

    public override void Add(HashSet<T> builder, T element) => builder.Add(element);

    public override FrozenSet<T> Finish(HashSet<T> builder) => builder.ToFrozenSet(builder.Comparer);
}
