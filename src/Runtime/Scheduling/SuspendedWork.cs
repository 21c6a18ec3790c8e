namespace Orleans.Ray.Scheduling;

/// <summary>Asynchronous work of one node that awaits, and so is on no thread. Only work that really suspends enters.</summary>
internal sealed class SuspendedWork
{
    private readonly Dictionary<IReadyWork, long> _startedAt = new(ReferenceEqualityComparer.Instance);

    public void Add(IReadyWork work, long startedAt)
    {
        lock (_startedAt)
        {
            _startedAt[work] = startedAt;
        }
    }

    public void Remove(IReadyWork work)
    {
        lock (_startedAt)
        {
            _startedAt.Remove(work);
        }
    }

    public (IReadyWork Work, long StartedAt)[] ToArray()
    {
        lock (_startedAt)
        {
            return [.. _startedAt.Select(static entry => (entry.Key, entry.Value))];
        }
    }
}
