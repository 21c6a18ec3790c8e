namespace Orleans.Serialization.Collections;

internal sealed class SortedListShape<TKey, TValue> : CollectionShape<SortedList<TKey, TValue>, KeyValuePair<TKey, TValue>, SortedList<TKey, TValue>>
    where TKey : notnull
{
    public override int Count(SortedList<TKey, TValue> collection) => collection.Count;

    public override object? Comparer(SortedList<TKey, TValue> collection) => Comparers.NonDefault(collection.Comparer);

    public override SortedList<TKey, TValue> Create(int capacity, object? comparer) => new(capacity, Comparers.As<IComparer<TKey>>(comparer));

    public override void Add(SortedList<TKey, TValue> builder, KeyValuePair<TKey, TValue> element) => builder.Add(element.Key, element.Value);

    public override SortedList<TKey, TValue> Finish(SortedList<TKey, TValue> builder) => builder;
}
