using System.Collections;

namespace Orleans.Serialization.Collections;

internal sealed class ArrayListShape : CollectionShape<ArrayList, object?, ArrayList>
{
    public override int Count(ArrayList collection) => collection.Count;

    public override ArrayList Create(int capacity, object? comparer) => new(capacity);

    public override void Add(ArrayList builder, object? element) => builder.Add(element);

    public override ArrayList Finish(ArrayList builder) => builder;

    public override IEnumerable<object?> Elements(ArrayList collection) => collection.Cast<object?>();
}
