using System.Collections.Concurrent;

namespace Orleans.Serialization.Collections;

internal sealed class ConcurrentQueueShape<T> : CollectionShape<ConcurrentQueue<T>, T, ConcurrentQueue<T>>
{
    public override int Count(ConcurrentQueue<T> collection) => collection.Count;

    public override ConcurrentQueue<T> Create(int capacity, object? comparer) => new();

    public override void Add(ConcurrentQueue<T> builder, T element) => builder.Enqueue(element);

    public override ConcurrentQueue<T> Finish(ConcurrentQueue<T> builder) => builder;
}
