namespace Quickstart.Snippets;

/// <summary>The result of one task as the argument of the next: nothing travels through the driver.</summary>
internal static partial class Chain
{
    [RayTask]
    public static int Increment(int x) => x + 1;

    public static Snippet<int> ThreeIncrements { get; } = new("Chain: f(f(f(0)))", async () =>
    {
        ObjectRef<int> one = Chain.Remote.Increment(0);
        ObjectRef<int> two = Chain.Remote.Increment(one);
        ObjectRef<int> three = Chain.Remote.Increment(two);
        return await three;
    });
}
