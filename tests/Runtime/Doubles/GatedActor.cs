namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor whose calls last until a gate opens, one at a time.</summary>
[RayActor]
internal sealed partial class GatedActor
{
    private readonly List<int> _seen = [];

    public int Pass(string gate, int value = 0)
    {
        Gate.Find(gate).Pass();
        _seen.Add(value);
        return value;
    }

    public int PassOnly(string gate, int value)
    {
        Gate.Find(gate).Pass();
        return value;
    }

    /// <summary>Fails at once the first time, and then lasts until the gate opens.</summary>
    public int PassOnRetry(string gate)
    {
        if (RayContext.Current.Attempt == 0)
        {
            throw new InvalidOperationException("again");
        }

        Gate.Find(gate).Pass();
        return 1;
    }

    public int See(int value)
    {
        _seen.Add(value);
        return value;
    }

    public int SeeBeside(int value, Counter.Handle other) => other is null ? 0 : See(value);

    public List<int> Seen() => _seen;
}
