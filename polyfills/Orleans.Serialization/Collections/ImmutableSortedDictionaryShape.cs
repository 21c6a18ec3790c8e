using System.Collections.Immutable;

namespace Orleans.Serialization.Collections;

internal sealed class ImmutableSortedDictionaryShape<TKey, TValue> : CollectionShape<ImmutableSortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>, ImmutableSortedDictionary<TKey, TValue>.Builder>
    where TKey : notnull
{
    public override bool IsImmutable => true;

    public override int Count(ImmutableSortedDictionary<TKey, TValue> collection) => collection.Count;

    public override object? Comparer(ImmutableSortedDictionary<TKey, TValue> collection) => Comparers.NonDefault(collection.KeyComparer);

    public override ImmutableSortedDictionary<TKey, TValue>.Builder Create(int capacity, object? comparer) => ImmutableSortedDictionary.CreateBuilder<TKey, TValue>(Comparers.As<IComparer<TKey>>(comparer));

    public override void Add(ImmutableSortedDictionary<TKey, TValue>.Builder builder, KeyValuePair<TKey, TValue> element) => builder.Add(element);

    public override ImmutableSortedDictionary<TKey, TValue> Finish(ImmutableSortedDictionary<TKey, TValue>.Builder builder) => builder.ToImmutable();
}
