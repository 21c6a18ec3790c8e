using System.Collections.Frozen;

namespace Orleans.Serialization.Collections;

internal sealed class FrozenDictionaryShape<TKey, TValue> : CollectionShape<FrozenDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>, Dictionary<TKey, TValue>>
    where TKey : notnull
{
    public override bool IsImmutable => true;

    public override int Count(FrozenDictionary<TKey, TValue> collection) => collection.Count;

    public override object? Comparer(FrozenDictionary<TKey, TValue> collection) => Comparers.NonDefault(collection.Comparer);

    public override Dictionary<TKey, TValue> Create(int capacity, object? comparer) => new(capacity, Comparers.As<IEqualityComparer<TKey>>(comparer));

    public override void Add(Dictionary<TKey, TValue> builder, KeyValuePair<TKey, TValue> element) => builder.Add(element.Key, element.Value);

    public override FrozenDictionary<TKey, TValue> Finish(Dictionary<TKey, TValue> builder) => builder.ToFrozenDictionary(builder.Comparer);
}
