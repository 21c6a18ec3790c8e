namespace Orleans.Serialization.Collections;

internal sealed class QueueShape<T> : CollectionShape<Queue<T>, T, Queue<T>>
{
    public override int Count(Queue<T> collection) => collection.Count;

    public override Queue<T> Create(int capacity, object? comparer) => new(capacity);

    public override void Add(Queue<T> builder, T element) => builder.Enqueue(element);

    public override Queue<T> Finish(Queue<T> builder) => builder;

    public override Queue<T> Clone(Queue<T> collection) => new(collection);
}
