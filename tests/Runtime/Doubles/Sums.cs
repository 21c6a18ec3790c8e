namespace Orleans.Ray.Tests.Doubles;

/// <summary>Small tasks that compute.</summary>
internal static partial class Sums
{
    [RayTask]
    public static int Add(int x, int y) => x + y;

    [RayTask]
    public static int Increment(int x, int by = 1) => x + by;

    [RayTask]
    public static async Task<int> IncrementAsync(int x)
    {
        await Task.Yield();
        return x + 1;
    }

    [RayTask]
    public static ValueTask<int> IncrementValueAsync(int x) => new(x + 1);

    [RayTask]
    public static long SumOf(int[] values) => values.Sum(static value => (long)value);

    [RayTask]
    public static int[] Range(int count) => [.. Enumerable.Range(0, count)];

    [RayTask]
    public static int SumOfRefs(List<ObjectRef<int>> references) => Ray.Get(references).Sum();
}
