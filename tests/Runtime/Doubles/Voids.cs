namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that return nothing.</summary>
internal static partial class Voids
{
    [RayTask]
    public static void Nothing()
    {
    }

    [RayTask]
    public static async Task NothingAsync() => await Task.Yield();

    [RayTask]
    public static ValueTask NothingValueAsync() => default;
}
