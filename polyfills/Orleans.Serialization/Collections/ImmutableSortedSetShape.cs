using System.Collections.Immutable;

namespace Orleans.Serialization.Collections;

internal sealed class ImmutableSortedSetShape<T> : CollectionShape<ImmutableSortedSet<T>, T, ImmutableSortedSet<T>.Builder>
{
    public override bool IsImmutable => true;

    public override int Count(ImmutableSortedSet<T> collection) => collection.Count;

    public override object? Comparer(ImmutableSortedSet<T> collection) => Comparers.NonDefault(collection.KeyComparer);

    public override ImmutableSortedSet<T>.Builder Create(int capacity, object? comparer) => ImmutableSortedSet.CreateBuilder(Comparers.As<IComparer<T>>(comparer));

    public override void Add(ImmutableSortedSet<T>.Builder builder, T element) => builder.Add(element);

    public override ImmutableSortedSet<T> Finish(ImmutableSortedSet<T>.Builder builder) => builder.ToImmutable();
}
