namespace Microbenchmark.Workloads;

/// <summary>The actor that is called, one call at a time.</summary>
[RayActor]
internal sealed partial class Server
{
    public int SmallValue() => 1;

    public int SmallValueArg(int x) => x + 1;
}
