namespace Microbenchmark.Workloads;

/// <summary>Tasks that do next to nothing, so that what is measured is the system.</summary>
internal static partial class Tiny
{
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

    [RayTask]
    public static int PutArrays(int count, int length)
    {
        var array = new long[length];
        for (var i = 0; i < count; i++)
        {
            Ray.Put(array);
        }

        return count;
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
