using System.Collections.Immutable;

namespace Orleans.Serialization.Collections;

internal sealed class ImmutableDictionaryShape<TKey, TValue> : CollectionShape<ImmutableDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>, ImmutableDictionary<TKey, TValue>.Builder>
    where TKey : notnull
{
    public override bool IsImmutable => true;

    public override int Count(ImmutableDictionary<TKey, TValue> collection) => collection.Count;

    public override object? Comparer(ImmutableDictionary<TKey, TValue> collection) => Comparers.NonDefault(collection.KeyComparer);

    public override ImmutableDictionary<TKey, TValue>.Builder Create(int capacity, object? comparer) => ImmutableDictionary.CreateBuilder<TKey, TValue>(Comparers.As<IEqualityComparer<TKey>>(comparer));

    public override void Add(ImmutableDictionary<TKey, TValue>.Builder builder, KeyValuePair<TKey, TValue> element) => builder.Add(element);

    public override ImmutableDictionary<TKey, TValue> Finish(ImmutableDictionary<TKey, TValue>.Builder builder) => builder.ToImmutable();
}
