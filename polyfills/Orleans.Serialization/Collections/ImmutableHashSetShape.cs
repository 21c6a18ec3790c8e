using System.Collections.Immutable;

namespace Orleans.Serialization.Collections;

internal sealed class ImmutableHashSetShape<T> : CollectionShape<ImmutableHashSet<T>, T, ImmutableHashSet<T>.Builder>
{
    public override bool IsImmutable => true;

    public override int Count(ImmutableHashSet<T> collection) => collection.Count;

    public override object? Comparer(ImmutableHashSet<T> collection) => Comparers.NonDefault(collection.KeyComparer);

    public override ImmutableHashSet<T>.Builder Create(int capacity, object? comparer) => ImmutableHashSet.CreateBuilder(Comparers.As<IEqualityComparer<T>>(comparer));

    public override void Add(ImmutableHashSet<T>.Builder builder, T element) => builder.Add(element);

    public override ImmutableHashSet<T> Finish(ImmutableHashSet<T>.Builder builder) => builder.ToImmutable();
}
