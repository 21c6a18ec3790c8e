using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Orleans.Ray.Store;

/// <summary>Elements to and from the store, also more bytes than a span of bytes can have.</summary>
internal static class Blocks
{
    private const int MaxBytes = 1 << 30;

    public static void Write<T>(StoreWriter writer, long offset, ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        var most = MaxBytes / Unsafe.SizeOf<T>();
        while (elements.Length > most)
        {
            writer.Write(offset, MemoryMarshal.AsBytes(elements[..most]));
            offset += (long)most * Unsafe.SizeOf<T>();
            elements = elements[most..];
        }

        writer.Write(offset, MemoryMarshal.AsBytes(elements));
    }

    /// <summary>The number of elements that so many bytes are.</summary>
    /// <exception cref="RaySerializationException">They are not whole elements, or too many.</exception>
    public static int Count<T>(long bytes)
        where T : unmanaged => bytes % Unsafe.SizeOf<T>() == 0 && bytes / Unsafe.SizeOf<T>() <= Array.MaxLength
            ? (int)(bytes / Unsafe.SizeOf<T>())
            : throw new RaySerializationException($"{bytes} bytes are no array of {typeof(T)}, which takes {Unsafe.SizeOf<T>()} bytes each.");
}
