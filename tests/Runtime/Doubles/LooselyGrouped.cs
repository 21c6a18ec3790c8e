namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor whose concurrency group only a method names.</summary>
[RayActor]
internal sealed partial class LooselyGrouped
{
    [ActorMethod(ConcurrencyGroup = "io")]
    public int Read(string gate)
    {
        Gate.Find(gate).Pass();
        return 1;
    }

    public int Ping() => 4;
}
