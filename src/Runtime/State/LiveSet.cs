using System.Runtime.CompilerServices;

namespace Orleans.Ray.State;

/// <summary>
/// Work that no queue and no thread leads to: tasks that wait for an argument, and tasks that await. Only these pay for being
/// listed, with an uncontended lock.
/// </summary>
internal sealed class LiveSet
{
    private readonly HashSet<IListedWork>[] _stripes = [.. Enumerable.Range(0, 16).Select(static _ => new HashSet<IListedWork>(ReferenceEqualityComparer.Instance))];

    public int Count => _stripes.Sum(static stripe =>
    {
        lock (stripe)
        {
            return stripe.Count;
        }
    });

    public void Add(IListedWork work)
    {
        var stripe = StripeOf(work);
        lock (stripe)
        {
            stripe.Add(work);
        }
    }

    public void Remove(IListedWork work)
    {
        var stripe = StripeOf(work);
        lock (stripe)
        {
            stripe.Remove(work);
        }
    }

    public IEnumerable<IListedWork> Snapshot()
    {
        foreach (var stripe in _stripes)
        {
            IListedWork[] works;
            lock (stripe)
            {
                works = [.. stripe];
            }

            foreach (var work in works)
            {
                yield return work;
            }
        }
    }

    private HashSet<IListedWork> StripeOf(IListedWork work) => _stripes[RuntimeHelpers.GetHashCode(work) & 15];
}
