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
        var pending = PendingOf(states);
        if (pending.Count > 0)
        {
            await ReadyCounter.WaitAsync(pending, pending.Count, failFast: true, limit, cancellationToken).ConfigureAwait(false);
        }

        return ReadAll(states, limit);
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
        var pending = PendingOf(states);
        if (pending.Count > 0 && limit != TimeSpan.Zero)
        {
            var all = new ReadyObject(pending);
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

    /// <summary>Those that must be waited for; none where one has failed already, since that is what Get will throw.</summary>
    private static List<ObjectState> PendingOf(ObjectState[] states)
    {
        var pending = new List<ObjectState>();
        foreach (var state in states)
        {
            if (state.Error is not null && state.IsReady)
            {
                return [];
            }

            if (!state.IsReady)
            {
                pending.Add(state);
            }
        }

        return pending;
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
