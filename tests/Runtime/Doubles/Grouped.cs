namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor with concurrency groups, whose calls last until a gate opens.</summary>
[RayActor]
[ConcurrencyGroup("io", 2)]
[ConcurrencyGroup("compute", 1)]
internal sealed partial class Grouped
{
    private readonly List<int> _seen = [];

    [ActorMethod(ConcurrencyGroup = "io")]
    public int Read(string gate)
    {
        Gate.Find(gate).Pass();
        return 1;
    }

    [ActorMethod(ConcurrencyGroup = "compute")]
    public int Compute(string gate)
    {
        Gate.Find(gate).Pass();
        return 2;
    }

    [ActorMethod(ConcurrencyGroup = "compute")]
    public int See(int value)
    {
        _seen.Add(value);
        return value;
    }

    [ActorMethod(ConcurrencyGroup = "compute")]
    public List<int> Seen() => _seen;

    public int Pass(string gate)
    {
        Gate.Find(gate).Pass();
        return 3;
    }

    public int Ping() => 4;
}
