using Apache.Arrow.Memory;

namespace Apache.Arrow;

public static class ArrowArrayConcatenator
{
    public static IArrowArray Concatenate(IReadOnlyList<IArrowArray> arrowArrayList, MemoryAllocator allocator = null)
        => ArrayDataConcatenator.Concatenate(arrowArrayList?.Select(static array => array.Data).ToArray(), allocator) is { } data ? ArrowArrayFactory.BuildArray(data) : null;
}
