using System.Runtime.InteropServices;

namespace Orleans.Ray.Store;

internal sealed class OutOfBandListCodec<T> : OutOfBandCodec<List<T>, T>
    where T : unmanaged
{
    protected override object IdentityOf(List<T> value) => value;

    protected override ReadOnlyMemory<T> ElementsOf(List<T> value) => new ListMemory<T>(value).Memory;

    protected override List<T> Make(ReadOnlySpan<T> elements, int[]? shape)
    {
        var list = new List<T>();
        CollectionsMarshal.SetCount(list, elements.Length);
        elements.CopyTo(CollectionsMarshal.AsSpan(list));
        return list;
    }
}
