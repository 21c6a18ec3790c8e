using System.Runtime.CompilerServices;

namespace Orleans.Ray.Store;

internal sealed class OutOfBandBuffer<T>(ReadOnlyMemory<T> elements) : OutOfBandBuffer((long)elements.Length * Unsafe.SizeOf<T>())
    where T : unmanaged
{
    public override Type ElementType => typeof(T);

    public override int ElementSize => Unsafe.SizeOf<T>();

    public override void Write(StoreWriter writer, long offset)
    {
        Blocks.Write(writer, offset, elements.Span);

        // A span does not keep memory alive.
        GC.KeepAlive(this);
    }
}
