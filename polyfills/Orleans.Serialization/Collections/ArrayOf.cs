using System.Runtime.InteropServices;

namespace Orleans.Serialization.Collections;

internal static class ArrayOf
{
    /// <summary>The array behind the memory, if the memory covers all of it.</summary>
    public static T[]? Whole<T>(ReadOnlyMemory<T> memory)
        => MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : null;
}
