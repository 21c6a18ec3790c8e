using Apache.Arrow.Memory;

namespace Apache.Arrow;

public class ArrayDataConcatenator
{
    public static ArrayData Concatenate(IReadOnlyList<ArrayData> arrayDataList, MemoryAllocator allocator = null)
        => arrayDataList is null or { Count: 0 } ? null : new Concatenation(allocator).Of(arrayDataList);
}
