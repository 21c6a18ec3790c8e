using System.Collections.Immutable;

namespace Orleans.Serialization.Collections;

internal sealed class ImmutableListShape<T> : CollectionShape<ImmutableList<T>, T, ImmutableList<T>.Builder>
{
    public override bool IsImmutable => true;

    public override int Count(ImmutableList<T> collection) => collection.Count;

    public override ImmutableList<T>.Builder Create(int capacity, object? comparer) => ImmutableList.CreateBuilder<T>();

    public override void Add(ImmutableList<T>.Builder builder, T element) => builder.Add(element);

    public override ImmutableList<T> Finish(ImmutableList<T>.Builder builder) => builder.ToImmutable();
}
