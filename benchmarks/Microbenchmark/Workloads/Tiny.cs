using System.Collections.Concurrent;

namespace Microbenchmark.Workloads;

/// <summary>Tasks that do next to nothing, so that what is measured is the system.</summary>
internal static partial class Tiny
{
    // To make one costs more than to put it.
    private static readonly ConcurrentDictionary<int, long[]> Arrays = new();

    [RayTask]
    public static int One() => 1;

    [RayTask]
    public static int PutMany(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Ray.Put(0);
        }

        return count;
    }

    /// <summary>Puts one array, which all tasks have, so many times.</summary>
    [RayTask]
    public static int PutArrays(int count, int length)
    {
        var array = Arrays.GetOrAdd(length, NewArray);
        for (var i = 0; i < count; i++)
        {
            Ray.Put(array);
        }

        return count;
    }

    // Written to: all pages that never were are one page, which is in the cache.
    private static long[] NewArray(int length)
    {
        var array = new long[length];
        array.AsSpan().Fill(1);
        return array;
    }

    [RayTask]
    public static ObjectRef<int>[] CreateObjects(int count) => [.. Enumerable.Range(0, count).Select(static i => Ray.Put(i))];

    [RayTask(NumReturns = -1)]
    public static int[] Range(int count) => [.. Enumerable.Range(0, count)];

    [RayTask]
    public static async Task<long> Sum(ObjectRef<int>[] objects) => (await Ray.GetAsync(objects)).Sum(static value => (long)value);

    /// <summary>Holds its CPUs until the gate opens.</summary>
    [RayTask]
    public static async Task<int> HoldUntilOpen(int gate)
    {
        await Gates.WaitAsync(gate);
        return 1;
    }
}
