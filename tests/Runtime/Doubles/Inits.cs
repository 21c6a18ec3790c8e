namespace Orleans.Ray.Tests.Doubles;

/// <summary>A task that wants a node of its own.</summary>
internal static partial class Inits
{
    [RayTask]
    public static async Task<int> Init()
    {
        await using var ray = await Ray.InitAsync();
        return 1;
    }
}
