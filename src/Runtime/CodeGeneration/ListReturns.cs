using Orleans.Ray.Store;

namespace Orleans.Ray.CodeGeneration;

/// <summary>The objects for the items of an array.</summary>
/// <typeparam name="T">The items' type.</typeparam>
internal sealed class ListReturns<T> : Returns<T[]>
{
    private readonly Return<T>[] _items;

    public ListReturns(int count)
    {
        _items = new Return<T>[count];
        for (var i = 0; i < count; i++)
        {
            _items[i] = new Return<T>();
        }
    }

    internal override int Count => _items.Length;

    internal override bool IsKeptWhole => !ValueStore.CanStore<T>();

    public ObjectRef<T>[] ToReferences() => Array.ConvertAll(_items, static item => item.Reference);

    protected override void Visit(ref ReturnVisitor visitor, T[] value)
    {
        for (var i = 0; i < _items.Length; i++)
        {
            visitor.Visit(_items[i], value is null ? default! : value[i]);
        }
    }
}
