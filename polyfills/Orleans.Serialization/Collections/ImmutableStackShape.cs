using System.Collections.Immutable;

namespace Orleans.Serialization.Collections;

internal sealed class ImmutableStackShape<T> : CollectionShape<ImmutableStack<T>, T, List<T>>
{
    public override bool IsImmutable => true;

    public override int Count(ImmutableStack<T> collection) => collection.Count();

    public override List<T> Create(int capacity, object? comparer) => new(capacity);

    public override void Add(List<T> builder, T element) => builder.Add(element);

    public override ImmutableStack<T> Finish(List<T> builder) => ImmutableStack.CreateRange(builder);

    public override IEnumerable<T> Elements(ImmutableStack<T> collection) => collection.Reverse();
}
