namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that hold handles of actors.</summary>
internal static partial class Owners
{
    [RayTask]
    public static async Task<int> DropAfter(List<Locator.Handle> handles, string gate)
    {
        await Gate.Find(gate).PassAsync();
        await handles[0].DisposeAsync();
        return 1;
    }

    [RayTask]
    public static async Task<int> IncrementAfter(List<Counter.Handle> handles, string gate, int by)
    {
        await Gate.Find(gate).PassAsync();
        return await handles[0].Increment(by);
    }
}
