using System.Runtime.CompilerServices;

namespace Orleans.Ray.State;

/// <summary>How large a value is, as far as its type says so at no cost.</summary>
internal static class ObjectSizes
{
    /// <summary>The bytes of a large value; 0 for any other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long OfLarge<T>(T value) => typeof(T).IsPrimitive || typeof(T) == typeof(Unit) || value is null ? 0 : OfLargeSlow(value);

    private static long OfLargeSlow<T>(T value)
    {
        var size = value switch
        {
            Array array => array.LongLength * ElementSize(array),
            string text => text.Length * (long)sizeof(char),
            ReadOnlyMemory<byte> memory => memory.Length,
            Memory<byte> memory => memory.Length,
            _ => 0,
        };
        return size >= ObjectTable.LargeBytes ? size : 0;
    }

    private static long ElementSize(Array array)
    {
        var type = array.GetType().GetElementType()!;
        return type.IsValueType ? RuntimeHelpers.SizeOf(type.TypeHandle) : IntPtr.Size;
    }
}
