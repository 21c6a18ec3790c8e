namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that crashes when told, and writes down what it does.</summary>
[RayActor]
internal sealed partial class Fragile : IDisposable
{
    private readonly Chronicle _chronicle;
    private readonly List<int> _shared;
    private int _count;

    /// <summary>Crashes in as many constructions as told.</summary>
    public Fragile(string chronicle, int crashes = 0, List<int>? shared = null)
    {
        _chronicle = Chronicle.Find(chronicle);
        _shared = shared ?? [];
        if (_chronicle.Write("construct") <= crashes)
        {
            throw new WorkerCrashedException("The constructor crashed.");
        }
    }

    public int Next() => ++_count;

    public int Crash() => throw new WorkerCrashedException("The power went out.");

    /// <summary>Crashes the first so many times that any life of the actor runs it.</summary>
    public int CrashTimes(int times) => _chronicle.Write("run") <= times ? throw new WorkerCrashedException("Again.") : ++_count;

    /// <summary>Does what the script says for this run: "raise", "crash", or anything else.</summary>
    public int Play(string[] script)
    {
        var run = _chronicle.Write("run");
        return script[Math.Min(run, script.Length) - 1] switch
        {
            "raise" => throw new InvalidOperationException($"run {run}"),
            "crash" => throw new WorkerCrashedException($"run {run}"),
            _ => run,
        };
    }

    [ActorMethod(MaxTaskRetries = 5, RetryExceptions = true)]
    public int PlayWithRetries(string[] script) => Play(script);

    [ActorMethod(MaxTaskRetries = 5, RetryExceptionTypes = [typeof(InvalidOperationException)])]
    public int PlayWithListedRetries(string[] script) => Play(script);

    public int Write(string line)
    {
        _chronicle.Write(line);
        return ++_count;
    }

    public int Pass(string gate, string line)
    {
        _chronicle.Write(line);
        Gate.Find(gate).Pass();
        return ++_count;
    }

    public int AddToShared(int item)
    {
        _shared.Add(item);
        return _shared.Count;
    }

    /// <summary>Changes its argument, and crashes the first time.</summary>
    public int Consume(List<int> items)
    {
        items.Add(0);
        return _chronicle.Write("run") == 1 ? throw new WorkerCrashedException("Too much.") : items.Count;
    }

    public ActorId? Self() => RayContext.Current.ActorId;

    public int Attempt() => CrashTimes(2) >= 0 ? RayContext.Current.Attempt : -1;

    public int Exit()
    {
        Ray.ExitActor();
        return ++_count;
    }

    public int Await(List<ObjectRef<int>> inside) => Ray.Get(inside[0]);

    public void Dispose() => _chronicle.Write("dispose");
}
