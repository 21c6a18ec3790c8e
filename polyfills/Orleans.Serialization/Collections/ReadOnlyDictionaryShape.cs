using System.Collections.ObjectModel;

namespace Orleans.Serialization.Collections;

internal sealed class ReadOnlyDictionaryShape<TKey, TValue> : CollectionShape<ReadOnlyDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>, Dictionary<TKey, TValue>>
    where TKey : notnull
{
    public override int Count(ReadOnlyDictionary<TKey, TValue> collection) => collection.Count;

    public override Dictionary<TKey, TValue> Create(int capacity, object? comparer) => new(capacity, Comparers.As<IEqualityComparer<TKey>>(comparer));

    public override void Add(Dictionary<TKey, TValue> builder, KeyValuePair<TKey, TValue> element) => builder.Add(element.Key, element.Value);

    public override ReadOnlyDictionary<TKey, TValue> Finish(Dictionary<TKey, TValue> builder) => new(builder);
}
