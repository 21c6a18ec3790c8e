using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;

namespace Orleans.Serialization.Collections;

internal sealed class DictionaryShape<TKey, TValue> : CollectionShape<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>, Dictionary<TKey, TValue>>
    where TKey : notnull
{
    public override int Count(Dictionary<TKey, TValue> collection) => collection.Count;

    public override object? Comparer(Dictionary<TKey, TValue> collection) => Comparers.NonDefault(collection.Comparer);

    public override Dictionary<TKey, TValue> Create(int capacity, object? comparer) => new(capacity, Comparers.As<IEqualityComparer<TKey>>(comparer));

    public override void Add(Dictionary<TKey, TValue> builder, KeyValuePair<TKey, TValue> element) => builder.Add(element.Key, element.Value);

    public override Dictionary<TKey, TValue> Finish(Dictionary<TKey, TValue> builder) => builder;

    public override Dictionary<TKey, TValue> Clone(Dictionary<TKey, TValue> collection) => new(collection, collection.Comparer);

    // As the base class does, without an enumerator on the heap.
    public override void Write(WireWriter writer, uint delta, FieldCodec<KeyValuePair<TKey, TValue>> codec, Dictionary<TKey, TValue> collection)
    {
        foreach (var element in collection)
        {
            codec.Write(writer, delta, element);
            delta = 0;
        }
    }
}
