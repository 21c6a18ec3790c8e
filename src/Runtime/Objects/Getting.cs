using Orleans.Ray.CodeGeneration;

namespace Orleans.Ray.Objects;

/// <summary>Get, in its four forms.</summary>
internal static class Getting
{
    public static ValueTask<T> GetAsync<T>(ObjectRef<T> r, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(r);
        var limit = Timeouts.Check(timeout);
        var state = r.State;
        if (state.IsReady || (limit == Timeout.InfiniteTimeSpan && !cancellationToken.CanBeCanceled))
        {
            return new ValueTask<T>(state, 0);
        }

        return WaitAndReadAsync(state, limit, cancellationToken);

        static async ValueTask<T> WaitAndReadAsync(ObjectState<T> state, TimeSpan limit, CancellationToken cancellationToken)
        {
            if (!await ReadyCounter.WaitAsync([state], 1, failFast: false, limit, cancellationToken).ConfigureAwait(false))
            {
                throw TimedOut(state, limit);
            }

            return state.Read();
        }
    }

    public static async ValueTask<T[]> GetAsync<T>(IReadOnlyList<ObjectRef<T>> refs, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var states = StatesOf(refs);
        var limit = Timeouts.Check(timeout);
        try
        {
            if (FirstPending(states) is not null)
            {
                await ReadyCounter.WaitAsync(states, states.Length, failFast: true, limit, cancellationToken).ConfigureAwait(false);
            }

            return ReadAll(states, limit);
        }
        finally
        {
            // A long array is of the old generation from the start: until that is collected, whatever it leads to is kept as well.
            Array.Clear(states);
        }
    }

    public static T Get<T>(ObjectRef<T> r, TimeSpan? timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(r);
        var limit = Timeouts.Check(timeout);
        if (!BlockingWaiter.WaitFor(r.State, limit, cancellationToken))
        {
            throw TimedOut(r.State, limit);
        }

        return r.State.Read();
    }

    public static T[] Get<T>(IReadOnlyList<ObjectRef<T>> refs, TimeSpan? timeout, CancellationToken cancellationToken = default)
    {
        var states = StatesOf(refs);
        var limit = Timeouts.Check(timeout);
        try
        {
            if (FirstPending(states) is { } first && limit != TimeSpan.Zero)
            {
                var all = new ReadyObject(states, first.Origin);
                try
                {
                    BlockingWaiter.WaitFor(all, limit, cancellationToken);
                }
                finally
                {
                    all.Forget();
                }
            }

            return ReadAll(states, limit);
        }
        finally
        {
            Array.Clear(states);
        }
    }

    private static ObjectState<T>[] StatesOf<T>(IReadOnlyList<ObjectRef<T>> refs)
    {
        ArgumentNullException.ThrowIfNull(refs);
        var states = new ObjectState<T>[refs.Count];
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = (refs[i] ?? throw new ArgumentException($"The reference at index {i} is null.", nameof(refs))).State;
        }

        return states;
    }

    /// <summary>The first that is not there yet; null where all are, or where one has failed already, since that is what Get will throw.</summary>
    private static ObjectState? FirstPending(ObjectState[] states)
    {
        ObjectState? first = null;
        foreach (var state in states)
        {
            if (!state.IsReady)
            {
                first ??= state;
            }
            else if (state.Error is not null)
            {
                return null;
            }
        }

        return first;
    }

    private static T[] ReadAll<T>(ObjectState<T>[] states, TimeSpan limit)
    {
        foreach (var state in states)
        {
            if (state.IsReady)
            {
                state.Error?.Throw();
            }
        }

        var values = new T[states.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (!states[i].IsReady)
            {
                throw TimedOut(states[i], limit);
            }

            values[i] = states[i].Read();
        }

        return values;
    }

    private static GetTimeoutException TimedOut(ObjectState state, TimeSpan limit)
    {
        var reason = state.Explain();
        return new GetTimeoutException($"Object {state.Id} was not ready within {limit}: {reason}.", reason);
    }
}
