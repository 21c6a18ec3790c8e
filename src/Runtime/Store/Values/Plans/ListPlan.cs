using System.Runtime.InteropServices;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Store;

internal sealed class ListPlan<T> : ElementsPlan<List<T>, T>
    where T : unmanaged
{
    public override string Kind => StoredKinds.List;

    public override bool IsView => false;

    protected override int CountOf(List<T> value) => value.Count;

    protected override NDElements<T> ElementsOf(List<T> value) => new(CollectionsMarshal.AsSpan(value), null);

    protected override List<T> Copy(ReadOnlySpan<T> elements)
    {
        var list = new List<T>();
        CollectionsMarshal.SetCount(list, elements.Length);
        elements.CopyTo(CollectionsMarshal.AsSpan(list));
        return list;
    }
}
