namespace Microbenchmark.Workloads;

/// <summary>The same with async methods, whose calls may interleave.</summary>
[RayActor]
internal sealed partial class AsyncServer
{
    public ValueTask<int> SmallValue() => new(1);

    public ValueTask<int> SmallValueArg(int x) => new(x + 1);
}
