namespace Orleans.Ray.Tests.Doubles;

/// <summary>Async tasks of every shape.</summary>
internal static partial class AsyncShapes
{
    [RayTask]
    public static Task<int> ReturnNull() => null!;

    [RayTask]
    public static Task ReturnNullTask() => null!;

    [RayTask]
    public static Task<int> ThrowAtOnce() => throw new InvalidOperationException("at once");

    [RayTask]
    public static ValueTask<int> ThrowAtOnceValue() => throw new InvalidOperationException("at once");

    [RayTask]
    public static async Task FailTwice() => await Task.WhenAll(
        Task.FromException(new InvalidOperationException("one")),
        Task.FromException(new InvalidOperationException("two")));

    [RayTask]
    public static async Task<int> AwaitTwiceAtOnce(List<ObjectRef<int>> references)
    {
        var one = AwaitAsync(references[0]);
        var other = AwaitAsync(references[0]);
        return await one + await other;
    }

    /// <summary>Waits for an object, then at a gate with its CPU held.</summary>
    [RayTask]
    public static async Task<int> AwaitThenPass(List<ObjectRef<int>> references, string gate)
    {
        var value = await references[0];
        Gate.Find(gate).Pass();
        return value;
    }

    private static async Task<int> AwaitAsync(ObjectRef<int> reference) => await reference;
}
