using Orleans.Ray.CodeGeneration;
using Orleans.Ray.State;

namespace Orleans.Ray.Objects;

/// <summary>Wait: until some of several objects are ready.</summary>
internal static class Waiting
{
    private static int _lastMark;

    public static ValueTask<WaitResult<T>> WaitAsync<T>(IReadOnlyList<ObjectRef<T>> refs, int numReturns, TimeSpan? timeout, bool fetchLocal, CancellationToken cancellationToken)
    {
        // Every object of a single node is local: where the bytes are makes no difference yet to what is ready.
        _ = fetchLocal;
        ArgumentNullException.ThrowIfNull(refs);
        var limit = Timeouts.Check(timeout);
        if (refs.Count == 0)
        {
            return new(new WaitResult<T>([], []));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(numReturns, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numReturns, refs.Count);

        var own = refs as ReferenceList<T> ?? TakeOver(refs);
        return limit == TimeSpan.Zero || HasReady(own, numReturns) ? new(Split(own, numReturns)) : WaitSlowAsync(own, numReturns, limit, cancellationToken);
    }

    private static async ValueTask<WaitResult<T>> WaitSlowAsync<T>(ReferenceList<T> references, int numReturns, TimeSpan limit, CancellationToken cancellationToken)
    {
        var pending = new List<ObjectState>(references.Count);
        foreach (var reference in references.Span)
        {
            if (!reference.IsReady)
            {
                pending.Add(reference.State);
            }
        }

        var missing = numReturns - (references.Count - pending.Count);
        if (missing > 0)
        {
            await ReadyCounter.WaitAsync(pending, missing, failFast: false, limit, cancellationToken, TimelineEvent.Wait).ConfigureAwait(false);
        }

        return Split(references, numReturns);
    }

    private static bool HasReady<T>(ReferenceList<T> references, int numReturns)
    {
        foreach (var reference in references.Span)
        {
            if (reference.IsReady && --numReturns == 0)
            {
                return true;
            }
        }

        return false;
    }

    // The caller's list may change while this waits.
    private static ReferenceList<T> TakeOver<T>(IReadOnlyList<ObjectRef<T>> refs)
    {
        ObjectRef<T>[] own = [.. refs];
        var mark = Interlocked.Increment(ref _lastMark);
        for (var i = 0; i < own.Length; i++)
        {
            if (own[i] is not { } reference)
            {
                throw new ArgumentException($"The reference at index {i} is null.", nameof(refs));
            }

            // Marks repeat after four billion waits, so that an old one may look like this one's.
            if (!reference.State.TryMark(mark) && Array.Exists(own[..i], other => ReferenceEquals(other.State, reference.State)))
            {
                throw new ArgumentException($"The reference at index {i} stands in the list twice; wait for each object once.", nameof(refs));
            }
        }

        return new ReferenceList<T>(own);
    }

    // Two arrays: a list must not keep alive what only the other one refers to.
    private static WaitResult<T> Split<T>(ReferenceList<T> references, int numReturns)
    {
        var all = references.Span;
        var ready = new int[numReturns];
        var count = 0;
        for (var i = 0; i < all.Length && count < numReturns; i++)
        {
            if (all[i].IsReady)
            {
                ready[count++] = i;
            }
        }

        var taken = new ObjectRef<T>[count];
        var rest = new ObjectRef<T>[all.Length - count];
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            taken[i] = all[ready[i]];
            all[next..ready[i]].CopyTo(rest.AsSpan(next - i));
            next = ready[i] + 1;
        }

        all[next..].CopyTo(rest.AsSpan(next - count));
        return new WaitResult<T>(new ReferenceList<T>(taken), new ReferenceList<T>(rest));
    }
}
