namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that submit tasks and wait for them.</summary>
internal static partial class Nested
{
    [RayTask]
    public static int Levels(int depth) => depth == 0 ? 0 : Ray.Get(Remote.Levels(depth - 1)) + 1;

    [RayTask]
    public static async Task<int> LevelsAsync(int depth) => depth == 0 ? 0 : await Remote.LevelsAsync(depth - 1) + 1;

    [RayTask]
    public static int Leaves(int depth) => depth == 0 ? 1 : Ray.Get([Remote.Leaves(depth - 1), Remote.Leaves(depth - 1)]).Sum();

    [RayTask]
    public static async Task<int> LeavesAsync(int depth)
    {
        if (depth == 0)
        {
            return 1;
        }

        var left = Remote.LeavesAsync(depth - 1);
        var right = Remote.LeavesAsync(depth - 1);
        return await left + await right;
    }

    [RayTask]
    public static async Task<int> AwaitInside(List<ObjectRef<int>> references) => await references[0];

    [RayTask]
    public static async Task<int> IncrementInside(List<ObjectRef<int>> references) => await references[0] + 1;

    [RayTask]
    public static int GetInside(List<ObjectRef<int>> references) => Ray.Get(references[0]);

    [RayTask]
    public static async Task<int> WaitInside(List<ObjectRef<int>> references) => (await Ray.WaitAsync(references)).Ready.Count;
}
