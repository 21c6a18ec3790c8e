namespace Orleans.Ray.Tests.Doubles;

/// <summary>An async actor with concurrency groups.</summary>
[RayActor]
[ConcurrencyGroup("io", 3)]
internal sealed partial class AsyncGrouped
{
    [ActorMethod(ConcurrencyGroup = "io")]
    public async Task<int> Read(string gate)
    {
        await Gate.Find(gate).PassAsync();
        return 1;
    }

    [ActorMethod(ConcurrencyGroup = "io")]
    public int Block(string gate)
    {
        Gate.Find(gate).Pass();
        return 2;
    }

    public async Task<int> Wait(string gate)
    {
        await Gate.Find(gate).PassAsync();
        return 3;
    }

    public int Ping() => 4;
}
