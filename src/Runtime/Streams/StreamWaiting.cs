using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Streams;

/// <summary>Wait, over streams: until some of several have something to read.</summary>
internal static class StreamWaiting
{
    public static ValueTask<StreamWaitResult<T>> WaitAsync<T>(IReadOnlyList<ObjectRefStream<T>> streams, int numReturns, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(streams);
        var limit = Timeouts.Check(timeout);
        if (streams.Count == 0)
        {
            return new(new StreamWaitResult<T>([], []));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(numReturns, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numReturns, streams.Count);

        // The caller's list may change while this waits.
        ObjectRefStream<T>[] own = [.. streams];
        CheckDistinct(own);
        return WaitSlowAsync(own, numReturns, limit, cancellationToken);
    }

    private static async ValueTask<StreamWaitResult<T>> WaitSlowAsync<T>(ObjectRefStream<T>[] streams, int numReturns, TimeSpan limit, CancellationToken cancellationToken)
    {
        var pending = new List<ObjectState>(streams.Length);
        foreach (var stream in streams)
        {
            if (stream.UntypedItems.Arrival() is { } arrival)
            {
                pending.Add(arrival);
            }
        }

        var missing = numReturns - (streams.Length - pending.Count);
        if (missing > 0)
        {
            await ReadyCounter.WaitAsync(pending, missing, failFast: false, limit, cancellationToken, State.TimelineEvent.Wait).ConfigureAwait(false);
        }

        return Split(streams, numReturns);
    }

    private static void CheckDistinct<T>(ObjectRefStream<T>[] streams)
    {
        var seen = new HashSet<ObjectRefStream<T>>();
        for (var i = 0; i < streams.Length; i++)
        {
            if (streams[i] is not { } stream)
            {
                throw new ArgumentException($"The stream at index {i} is null.", nameof(streams));
            }

            if (!seen.Add(stream))
            {
                throw new ArgumentException($"The stream at index {i} stands in the list twice; wait for each stream once.", nameof(streams));
            }
        }
    }

    private static StreamWaitResult<T> Split<T>(ObjectRefStream<T>[] streams, int numReturns)
    {
        var ready = new List<ObjectRefStream<T>>(numReturns);
        var remaining = new List<ObjectRefStream<T>>(streams.Length);
        foreach (var stream in streams)
        {
            (ready.Count < numReturns && stream.IsReadable ? ready : remaining).Add(stream);
        }

        return new(ready, remaining);
    }
}
