using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;

namespace Orleans.Serialization.Collections;

internal sealed class HashSetShape<T> : CollectionShape<HashSet<T>, T, HashSet<T>>
{
    public override int Count(HashSet<T> collection) => collection.Count;

    public override object? Comparer(HashSet<T> collection) => Comparers.NonDefault(collection.Comparer);

    public override HashSet<T> Create(int capacity, object? comparer) => new(capacity, Comparers.As<IEqualityComparer<T>>(comparer));

    public override void Add(HashSet<T> builder, T element) => builder.Add(element);

    public override HashSet<T> Finish(HashSet<T> builder) => builder;

    public override HashSet<T> Clone(HashSet<T> collection) => new(collection, collection.Comparer);

    // As the base class does, without an enumerator on the heap.
    public override void Write(WireWriter writer, uint delta, FieldCodec<T> codec, HashSet<T> collection)
    {
        foreach (var element in collection)
        {
            codec.Write(writer, delta, element);
            delta = 0;
        }
    }
}
