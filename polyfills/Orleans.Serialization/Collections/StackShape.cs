namespace Orleans.Serialization.Collections;

internal sealed class StackShape<T> : CollectionShape<Stack<T>, T, Stack<T>>
{
    public override int Count(Stack<T> collection) => collection.Count;

    public override Stack<T> Create(int capacity, object? comparer) => new(capacity);

    public override void Add(Stack<T> builder, T element) => builder.Push(element);

    public override Stack<T> Finish(Stack<T> builder) => builder;

    public override IEnumerable<T> Elements(Stack<T> collection) => collection.Reverse();
}
