namespace Benchmarks;

internal static partial class Tiny
{
    [RayTask]
    public static int Increment(int value) => value + 1;
}
