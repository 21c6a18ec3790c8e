using Orleans.Ray.CodeGeneration;

namespace Orleans.Ray.Objects;

/// <summary>Wait: until some of several objects are ready.</summary>
internal static class Waiting
{
    public static ValueTask<WaitResult<T>> WaitAsync<T>(IReadOnlyList<ObjectRef<T>> references, int numReturns, TimeSpan? timeout, bool fetchLocal)
    {
        // Every object of a single node is local: where the bytes are makes no difference yet to what is ready.
        _ = fetchLocal;
        ArgumentNullException.ThrowIfNull(references);
        var limit = Timeouts.Check(timeout);
        if (references.Count == 0)
        {
            return new(new WaitResult<T>([], []));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(numReturns, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numReturns, references.Count);
        CheckDistinct(references);

        var ready = 0;
        foreach (var reference in references)
        {
            ready += reference.IsReady ? 1 : 0;
            if (ready == numReturns)
            {
                break;
            }
        }

        return ready == numReturns || limit == TimeSpan.Zero ? new(Split(references, numReturns)) : WaitSlowAsync(references, numReturns, limit);
    }

    private static async ValueTask<WaitResult<T>> WaitSlowAsync<T>(IReadOnlyList<ObjectRef<T>> references, int numReturns, TimeSpan limit)
    {
        var pending = new List<ObjectState>(references.Count);
        foreach (var reference in references)
        {
            if (!reference.IsReady)
            {
                pending.Add(reference.State);
            }
        }

        var missing = numReturns - (references.Count - pending.Count);
        if (missing > 0)
        {
            await ReadyCounter.WaitAsync(pending, missing, failFast: false, limit, CancellationToken.None).ConfigureAwait(false);
        }

        return Split(references, numReturns);
    }

    private static void CheckDistinct<T>(IReadOnlyList<ObjectRef<T>> references)
    {
        if (references.Count == 1)
        {
            ArgumentNullException.ThrowIfNull(references[0], nameof(references));
            return;
        }

        var seen = new HashSet<ObjectState>(references.Count, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < references.Count; i++)
        {
            var reference = references[i] ?? throw new ArgumentException($"The reference at index {i} is null.", nameof(references));
            if (!seen.Add(reference.State))
            {
                throw new ArgumentException($"The reference at index {i} stands in the list twice; wait for each object once.", nameof(references));
            }
        }
    }

    private static WaitResult<T> Split<T>(IReadOnlyList<ObjectRef<T>> references, int numReturns)
    {
        var ready = new List<ObjectRef<T>>(numReturns);
        var remaining = new List<ObjectRef<T>>(references.Count - numReturns);
        foreach (var reference in references)
        {
            (ready.Count < numReturns && reference.IsReady ? ready : remaining).Add(reference);
        }

        return new WaitResult<T>(ready, remaining);
    }
}
