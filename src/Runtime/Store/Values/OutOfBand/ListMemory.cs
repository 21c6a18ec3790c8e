using System.Buffers;
using System.Runtime.InteropServices;

namespace Orleans.Ray.Store;

/// <summary>The elements of a list that nobody changes meanwhile.</summary>
internal sealed class ListMemory<T>(List<T> list) : MemoryManager<T>
{
    public override Span<T> GetSpan() => CollectionsMarshal.AsSpan(list);

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    public override void Unpin() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
    }
}
