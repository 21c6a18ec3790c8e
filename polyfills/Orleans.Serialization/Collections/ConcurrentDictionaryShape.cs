using System.Collections.Concurrent;

namespace Orleans.Serialization.Collections;

internal sealed class ConcurrentDictionaryShape<TKey, TValue> : CollectionShape<ConcurrentDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>, ConcurrentDictionary<TKey, TValue>>
    where TKey : notnull
{
    public override int Count(ConcurrentDictionary<TKey, TValue> collection) => collection.Count;

    public override object? Comparer(ConcurrentDictionary<TKey, TValue> collection) => Comparers.NonDefault(collection.Comparer);

    public override ConcurrentDictionary<TKey, TValue> Create(int capacity, object? comparer) => new(Comparers.As<IEqualityComparer<TKey>>(comparer));

    public override void Add(ConcurrentDictionary<TKey, TValue> builder, KeyValuePair<TKey, TValue> element) => builder.TryAdd(element.Key, element.Value);

    public override ConcurrentDictionary<TKey, TValue> Finish(ConcurrentDictionary<TKey, TValue> builder) => builder;
}
