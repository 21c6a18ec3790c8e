using System.Collections.Concurrent;

namespace Orleans.Polyfills.Chaos.Suite;

/// <summary>What has happened in one run, as grains and callers saw it.</summary>
public sealed class Ledger
{
    private readonly ConcurrentDictionary<long, int> _runs = new();
    private readonly ConcurrentDictionary<long, byte> _acknowledged = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentDictionary<string, int> _failures = new();
    private long _lastOperation;

    public long Operations => Volatile.Read(ref _lastOperation);

    public int Acknowledged => _acknowledged.Count;

    public IReadOnlyCollection<string> Violations => _violations.ToArray();

    public long NewOperation() => Interlocked.Increment(ref _lastOperation);

    public void Report(string violation) => _violations.Enqueue(violation);

    public void Run(long operation)
    {
        if (_runs.AddOrUpdate(operation, 1, static (_, count) => count + 1) > 1)
        {
            Report($"operation {operation} ran more than once");
        }
    }

    public bool HasRun(long operation) => _runs.ContainsKey(operation);

    public void Acknowledge(long operation, long answer)
    {
        _acknowledged[operation] = 0;
        if (answer != operation)
        {
            Report($"operation {operation} got the answer to {answer}");
        }

        if (!HasRun(operation))
        {
            Report($"operation {operation} succeeded but never ran");
        }
    }

    public void Fail(Exception exception) => _failures.AddOrUpdate(exception.GetType().Name, 1, static (_, count) => count + 1);

    public override string ToString() =>
        $"{Operations} operations, {_runs.Count} ran, {Acknowledged} succeeded, failures: {string.Join(", ", _failures.Select(static pair => $"{pair.Value} {pair.Key}"))}";
}
