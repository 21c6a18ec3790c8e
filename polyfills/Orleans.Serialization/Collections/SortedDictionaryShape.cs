namespace Orleans.Serialization.Collections;

internal sealed class SortedDictionaryShape<TKey, TValue> : CollectionShape<SortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>, SortedDictionary<TKey, TValue>>
    where TKey : notnull
{
    public override int Count(SortedDictionary<TKey, TValue> collection) => collection.Count;

    public override object? Comparer(SortedDictionary<TKey, TValue> collection) => Comparers.NonDefault(collection.Comparer);

    public override SortedDictionary<TKey, TValue> Create(int capacity, object? comparer) => new(Comparers.As<IComparer<TKey>>(comparer));

    public override void Add(SortedDictionary<TKey, TValue> builder, KeyValuePair<TKey, TValue> element) => builder.Add(element.Key, element.Value);

    public override SortedDictionary<TKey, TValue> Finish(SortedDictionary<TKey, TValue> builder) => builder;
}
