namespace Microbenchmark.Workloads;

/// <summary>Many calls in flight, then all their results.</summary>
internal static class Batch
{
    public static async Task<int> SumAsync(int count, Func<int, ObjectRef<int>> submit)
    {
        var objects = new ObjectRef<int>[count];
        for (var i = 0; i < objects.Length; i++)
        {
            objects[i] = submit(i);
        }

        return (await Ray.GetAsync(objects)).Sum();
    }
}
