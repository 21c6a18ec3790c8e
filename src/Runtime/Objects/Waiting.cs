using Orleans.Ray.CodeGeneration;

namespace Orleans.Ray.Objects;

/// <summary>Wait: until some of several objects are ready.</summary>
internal static class Waiting
{
    private static int _lastMark;

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

        // The caller's list may change while this waits.
        ObjectRef<T>[] own = [.. references];
        CheckDistinct(own);
        var ready = 0;
        for (var i = 0; i < own.Length && ready < numReturns; i++)
        {
            ready += own[i].IsReady ? 1 : 0;
        }

        return ready == numReturns || limit == TimeSpan.Zero ? new(Split(own, numReturns)) : WaitSlowAsync(own, numReturns, limit);
    }

    private static async ValueTask<WaitResult<T>> WaitSlowAsync<T>(ObjectRef<T>[] references, int numReturns, TimeSpan limit)
    {
        var pending = new List<ObjectState>(references.Length);
        foreach (var reference in references)
        {
            if (!reference.IsReady)
            {
                pending.Add(reference.State);
            }
        }

        var missing = numReturns - (references.Length - pending.Count);
        if (missing > 0)
        {
            await ReadyCounter.WaitAsync(pending, missing, failFast: false, limit, CancellationToken.None).ConfigureAwait(false);
        }

        return Split(references, numReturns);
    }

    private static void CheckDistinct<T>(ObjectRef<T>[] references)
    {
        var mark = Interlocked.Increment(ref _lastMark);
        for (var i = 0; i < references.Length; i++)
        {
            if (references[i] is not { } reference)
            {
                throw new ArgumentException($"The reference at index {i} is null.", nameof(references));
            }

            if (!reference.State.TryMark(mark))
            {
                throw new ArgumentException($"The reference at index {i} stands in the list twice; wait for each object once.", nameof(references));
            }
        }
    }

    private static WaitResult<T> Split<T>(ObjectRef<T>[] references, int numReturns)
    {
        var ready = new List<ObjectRef<T>>(numReturns);
        var remaining = new List<ObjectRef<T>>(references.Length);
        var next = 0;
        for (; next < references.Length && ready.Count < numReturns; next++)
        {
            (references[next].IsReady ? ready : remaining).Add(references[next]);
        }

        // Enough are ready: the rest need not be looked at.
        remaining.AddRange(references.AsSpan(next));
        return new WaitResult<T>(ready, remaining);
    }
}
