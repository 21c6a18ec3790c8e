using System.Collections.Specialized;

namespace Orleans.Serialization.Collections;

internal sealed class NameValueCollectionShape : CollectionShape<NameValueCollection, KeyValuePair<string?, string[]?>, NameValueCollection>
{
    public override int Count(NameValueCollection collection) => collection.Count;

    public override NameValueCollection Create(int capacity, object? comparer) => new(capacity);

    public override void Add(NameValueCollection builder, KeyValuePair<string?, string[]?> element) => AddAll(builder, element);

    public override NameValueCollection Finish(NameValueCollection builder) => builder;

    public override IEnumerable<KeyValuePair<string?, string[]?>> Elements(NameValueCollection collection) => Enumerable.Range(0, collection.Count).Select(index => KeyValuePair.Create(collection.GetKey(index), collection.GetValues(index)));

    // A key that was added with null has no values.
    private static void AddAll(NameValueCollection builder, KeyValuePair<string?, string[]?> element)
    {
        foreach (var value in element.Value ?? [null!])
        {
            builder.Add(element.Key, value);
        }
    }
}
