namespace Orleans.Ray.Tests.Doubles;

/// <summary>One actor of a pool.</summary>
[RayActor]
internal sealed partial class PoolWorker(string name = "worker")
{
    public int Double(int value) => value * 2;

    public string Name() => name;

    public int Late(string gate, int value)
    {
        Gate.Find(gate).Pass();
        return value;
    }

    public int Fail(string message) => throw new InvalidDataException(message);
}
