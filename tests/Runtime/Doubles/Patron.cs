namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that owns others.</summary>
[RayActor]
internal sealed partial class Patron
{
    private readonly List<Counter.Handle> _owned = [];

    public int Own(int count)
    {
        _owned.AddRange(Enumerable.Range(0, count).Select(static i => Counter.Remote.Create(i, new ActorOptions { NumCpus = 1 })));
        return _owned.Count;
    }

    public int Crash() => throw new WorkerCrashedException("The power went out.");
}
