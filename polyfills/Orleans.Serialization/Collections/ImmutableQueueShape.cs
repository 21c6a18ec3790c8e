using System.Collections.Immutable;

namespace Orleans.Serialization.Collections;

internal sealed class ImmutableQueueShape<T> : CollectionShape<ImmutableQueue<T>, T, List<T>>
{
    public override bool IsImmutable => true;

    public override int Count(ImmutableQueue<T> collection) => collection.Count();

    public override List<T> Create(int capacity, object? comparer) => new(capacity);

    public override void Add(List<T> builder, T element) => builder.Add(element);

    public override ImmutableQueue<T> Finish(List<T> builder) => ImmutableQueue.CreateRange(builder);
}
