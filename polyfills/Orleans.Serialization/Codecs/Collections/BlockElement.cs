using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Orleans.Serialization.Codecs.Collections;

/// <summary>
/// Elements that travel as the bytes they have in memory. Only types of which every bit pattern is a value, and
/// booleans, which are checked.
/// </summary>
internal static class BlockElement<T>
{
    public static readonly bool IsSupported = BitConverter.IsLittleEndian
        && ((typeof(T).IsPrimitive && typeof(T) != typeof(nint) && typeof(T) != typeof(nuint))
            || typeof(T).IsEnum
            || typeof(T) == typeof(Guid)
            || typeof(T) == typeof(Half)
            || typeof(T) == typeof(Int128)
            || typeof(T) == typeof(UInt128)
            || typeof(T) == typeof(TimeSpan));

    // Callers have checked IsSupported; the language cannot express that T is unmanaged then.
    public static ReadOnlySpan<byte> AsBytes(ReadOnlySpan<T> elements)
        => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(elements)), checked(elements.Length * Unsafe.SizeOf<T>()));

    public static int Count(ReadOnlySpan<byte> bytes)
        => bytes.Length % Unsafe.SizeOf<T>() == 0
            ? bytes.Length / Unsafe.SizeOf<T>()
            : throw new SerializerException($"The input holds {bytes.Length} bytes where elements of {typeof(T)} were expected.");

    public static void Fill(ReadOnlySpan<byte> bytes, Span<T> elements)
    {
        if (typeof(T) == typeof(bool) && bytes.ContainsAnyExceptInRange((byte)0, (byte)1))
        {
            throw new SerializerException("The input holds something else where booleans were expected.");
        }

        bytes.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(elements)), bytes.Length));
    }
}
