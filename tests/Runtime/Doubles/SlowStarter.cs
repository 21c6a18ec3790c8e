namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor whose constructor waits at a gate.</summary>
[RayActor]
internal sealed partial class SlowStarter
{
    public SlowStarter(string gate) => Gate.Find(gate).Pass();

    public int Ping() => 1;
}
