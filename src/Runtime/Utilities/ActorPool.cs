using System.Globalization;
using System.Runtime.CompilerServices;
using Orleans.Ray.Objects;
using Orleans.Ray.Utilities;

namespace Orleans.Ray;

/// <summary>Spreads calls over a fixed set of actors, one call at a time on each. Ray's <c>ray.util.ActorPool</c>.</summary>
/// <typeparam name="T">The actors' handle, as <c>Counter.Handle</c>.</typeparam>
/// <remarks>
/// <para>
/// A call that finds every actor busy waits in the pool, and an actor gets the next one as soon as it has finished the last, whether that
/// was fetched or not. An actor is free, to be popped, when all its results were fetched too.
/// </para>
/// <para>
/// Every result is fetched once: in the order of submission, or in the order in which results are there, or both mixed. A call that failed
/// throws its error to whoever fetches it. The handles stay the caller's to dispose of. A pool can be used by several threads; it belongs to
/// its process, and is not passed to tasks.
/// </para>
/// </remarks>
public sealed class ActorPool<T>
    where T : ActorHandle
{
    // Guards everything below. The code that makes calls is the user's, and runs outside of it.
    private readonly Lock _lock = new();
    private readonly List<PoolMember<T>> _members = [];
    private readonly Queue<Submission<T>> _waiting = new();
    private readonly SortedDictionary<long, Submission<T>> _unfetched = [];
    private PoolChange _change = new();
    private long _submitted;

    /// <summary>Creates a pool of these actors, all of them free.</summary>
    /// <param name="actors">Handles of different actors; more can be pushed later.</param>
    /// <exception cref="ArgumentException">One is null, or two are of the same actor.</exception>
    public ActorPool(IEnumerable<T> actors)
    {
        ArgumentNullException.ThrowIfNull(actors);
        foreach (var actor in actors)
        {
            AddNeedsLock(actor);
        }
    }

    /// <summary>Whether there are results, here or to come, that nobody has fetched.</summary>
    public bool HasNext
    {
        get
        {
            lock (_lock)
            {
                return _unfetched.Count > 0;
            }
        }
    }

    /// <summary>Whether an actor has nothing to do, and all its results were fetched.</summary>
    public bool HasFree
    {
        get
        {
            lock (_lock)
            {
                return FindIdleNeedsLock() is not null;
            }
        }
    }

    /// <summary>Gives a call to an actor that is free, or else to the first that will be.</summary>
    /// <typeparam name="TValue">The value's type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="call">Makes the call, as <c>(actor, value) => actor.Double(value)</c>. It may run later, on another thread.</param>
    /// <param name="value">The value.</param>
    /// <remarks>What <paramref name="call"/> itself throws is thrown here where it is made here, and else to whoever fetches the result.</remarks>
    public void Submit<TValue, TResult>(Func<T, TValue, ObjectRef<TResult>> call, TValue value)
    {
        ArgumentNullException.ThrowIfNull(call);
        var submission = Add(call, value);
        StartWhatCan();
        if (submission.Refusal is { } refusal && TryTake(submission))
        {
            refusal.Throw();
        }
    }

    /// <summary>The result of the earliest submission that was not fetched.</summary>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="timeout">How long to wait for it; null for ever, zero not to wait.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="InvalidOperationException">There is none, or its result is of another type.</exception>
    /// <exception cref="GetTimeoutException">It was not there in time; it can still be fetched later.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    public async Task<TResult> GetNextAsync<TResult>(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var limit = Timeouts.Check(timeout);
        Submission<T> submission;
        lock (_lock)
        {
            submission = _unfetched.Count > 0 ? _unfetched.First().Value : throw NothingToFetch();
            if (submission is not ISubmission<TResult>)
            {
                throw new InvalidOperationException($"The next result of the pool is of type {submission.ResultType}, not {typeof(TResult)}. Ask for that type.");
            }

            _unfetched.Remove(submission.Index);
        }

        return await FetchAsync<TResult>(submission, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The result of whichever submission has one first.</summary>
    /// <typeparam name="TResult">The result's type; submissions with results of other types are left alone.</typeparam>
    /// <param name="timeout">How long to wait for one; null for ever, zero not to wait.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="InvalidOperationException">Nothing of that type is to be fetched.</exception>
    /// <exception cref="GetTimeoutException">None was there in time.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    public async Task<TResult> GetNextUnorderedAsync<TResult>(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        await (await TakeFirstEndedAsync<TResult>(Timeouts.Check(timeout), static _ => true, cancellationToken).ConfigureAwait(false)
            ?? throw NothingToFetch()).ReadAsync().ConfigureAwait(false);

    /// <summary>Makes a call for each value, at once, and hands out the results in the order of the values.</summary>
    /// <typeparam name="TValue">The values' type.</typeparam>
    /// <typeparam name="TResult">The results' type.</typeparam>
    /// <param name="call">Makes a call, as <c>(actor, value) => actor.Double(value)</c>.</param>
    /// <param name="values">The values; all of them are submitted before this method returns.</param>
    /// <returns>The results. An error is thrown in the place of its result. What is not enumerated stays to be fetched.</returns>
    public IAsyncEnumerable<TResult> MapAsync<TValue, TResult>(Func<T, TValue, ObjectRef<TResult>> call, IEnumerable<TValue> values) =>
        InOrderAsync<TResult>(AddAll(call, values));

    /// <summary>Makes a call for each value, at once, and hands out the results as they come.</summary>
    /// <typeparam name="TValue">The values' type.</typeparam>
    /// <typeparam name="TResult">The results' type.</typeparam>
    /// <param name="call">Makes a call, as <c>(actor, value) => actor.Double(value)</c>.</param>
    /// <param name="values">The values; all of them are submitted before this method returns.</param>
    /// <returns>The results. What is not enumerated stays to be fetched.</returns>
    public IAsyncEnumerable<TResult> MapUnorderedAsync<TValue, TResult>(Func<T, TValue, ObjectRef<TResult>> call, IEnumerable<TValue> values) =>
        AsTheyComeAsync<TResult>([.. AddAll(call, values).Select(static submission => submission.Index)]);

    /// <summary>Adds an actor to the pool. It gets a call at once, if one waits.</summary>
    /// <param name="actor">A handle of an actor that is not in the pool.</param>
    /// <exception cref="ArgumentException">The actor is in the pool already, busy or free.</exception>
    public void Push(T actor)
    {
        lock (_lock)
        {
            AddNeedsLock(actor);
        }

        StartWhatCan();
    }

    /// <summary>Takes a free actor out of the pool.</summary>
    /// <returns>Its handle, or null where none is free.</returns>
    public T? PopIdle()
    {
        lock (_lock)
        {
            if (FindIdleNeedsLock() is not { } member)
            {
                return null;
            }

            _members.Remove(member);
            return member.Actor;
        }
    }

    /// <summary>A call has ended: its actor can have another, and somebody may wait for its result.</summary>
    internal void OnEnded()
    {
        StartWhatCan();
        PoolChange change;
        lock (_lock)
        {
            change = _change;
            _change = new PoolChange();
        }

        change.Happen();
    }

    private static InvalidOperationException NothingToFetch() => new("The pool has no results to fetch: nothing of that type was submitted, or all of it was fetched.");

    private void AddNeedsLock(T actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (_members.Any(member => member.Actor.Id == actor.Id))
        {
            throw new ArgumentException($"{actor} is in the pool already. Fetch its result before you push it again, or push another actor.", nameof(actor));
        }

        _members.Add(new PoolMember<T>(actor));
    }

    private PoolMember<T>? FindIdleNeedsLock() => _waiting.Count > 0 ? null : _members.Find(static member => member.IsIdle);

    private Submission<T> Add<TValue, TResult>(Func<T, TValue, ObjectRef<TResult>> call, TValue value)
    {
        lock (_lock)
        {
            var submission = new Submission<T, TValue, TResult>(this, _submitted++, call, value);
            _unfetched.Add(submission.Index, submission);
            _waiting.Enqueue(submission);
            return submission;
        }
    }

    private List<Submission<T>> AddAll<TValue, TResult>(Func<T, TValue, ObjectRef<TResult>> call, IEnumerable<TValue> values)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(values);
        var submissions = values.ToArray().Select(value => Add(call, value)).ToList();
        StartWhatCan();
        return submissions;
    }

    /// <summary>Takes an ended submission as fetched; false where somebody else has.</summary>
    private bool TryTake(Submission<T> submission)
    {
        lock (_lock)
        {
            if (!_unfetched.Remove(submission.Index))
            {
                return false;
            }

            submission.Member!.Unfetched--;
            return true;
        }
    }

    private void StartWhatCan()
    {
        while (TryAssign() is { } submission)
        {
            submission.Start();
        }
    }

    private Submission<T>? TryAssign()
    {
        lock (_lock)
        {
            var free = _waiting.Count == 0 ? null : _members.Find(static member => member.IsIdle) ?? _members.Find(static member => member.IsReady);
            if (free is null)
            {
                return null;
            }

            var submission = _waiting.Dequeue();
            submission.Member = free;
            free.Current = submission;
            free.Unfetched++;
            return submission;
        }
    }

    /// <summary>Waits for a submission that was taken out of what is to be fetched, and puts it back where it is not there in time.</summary>
    private async Task<TResult> FetchAsync<TResult>(Submission<T> submission, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await UntilAsync(() => submission.HasEnded, limit, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            lock (_lock)
            {
                _unfetched.Add(submission.Index, submission);
            }

            throw;
        }

        lock (_lock)
        {
            submission.Member!.Unfetched--;
        }

        return await ((ISubmission<TResult>)submission).ReadAsync().ConfigureAwait(false);
    }

    /// <summary>The first of the unfetched submissions that has ended; null where there is none to wait for.</summary>
    private async Task<ISubmission<TResult>?> TakeFirstEndedAsync<TResult>(TimeSpan limit, Func<long, bool> isWanted, CancellationToken cancellationToken)
    {
        ISubmission<TResult>? taken = null;
        await UntilAsync(
            () =>
            {
                var any = false;
                foreach (var submission in _unfetched.Values)
                {
                    if (submission is not ISubmission<TResult> wanted || !isWanted(submission.Index))
                    {
                        continue;
                    }

                    any = true;
                    if (submission.Member is null)
                    {
                        // Calls are made in their order: none of the later ones has ended.
                        break;
                    }

                    if (submission.HasEnded)
                    {
                        taken = wanted;
                        TryTake(submission);
                        break;
                    }
                }

                return !any || taken is not null;
            },
            limit,
            cancellationToken).ConfigureAwait(false);
        return taken;
    }

    /// <summary>Waits until something is so that a call's end can bring about. It is looked at under the lock.</summary>
    private async Task UntilAsync(Func<bool> isSo, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            PoolChange change;
            lock (_lock)
            {
                if (isSo())
                {
                    return;
                }

                change = _change;
            }

            var left = limit == Timeout.InfiniteTimeSpan ? limit : limit - TimeProvider.System.GetElapsedTime(start);
            if ((limit != Timeout.InfiniteTimeSpan && left <= TimeSpan.Zero)
                || !await ReadyCounter.WaitAsync([change], 1, failFast: false, left, cancellationToken).ConfigureAwait(false))
            {
                throw TimedOut(limit);
            }
        }
    }

    private GetTimeoutException TimedOut(TimeSpan limit)
    {
        lock (_lock)
        {
            var reason = string.Create(
                CultureInfo.InvariantCulture,
                $"{_members.Count(static member => !member.IsReady)} of the pool's {_members.Count} actors have a call under way, and {_waiting.Count} calls wait for an actor");
            return new GetTimeoutException($"No result of the pool was there within {limit}: {reason}.", reason);
        }
    }

    private async IAsyncEnumerable<TResult> InOrderAsync<TResult>(List<Submission<T>> submissions, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var submission in submissions)
        {
            bool isMine;
            lock (_lock)
            {
                // GetNextAsync may have been faster.
                isMine = _unfetched.Remove(submission.Index);
            }

            if (isMine)
            {
                yield return await FetchAsync<TResult>(submission, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async IAsyncEnumerable<TResult> AsTheyComeAsync<TResult>(HashSet<long> indices, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await TakeFirstEndedAsync<TResult>(Timeout.InfiniteTimeSpan, indices.Contains, cancellationToken).ConfigureAwait(false) is { } submission)
        {
            yield return await submission.ReadAsync().ConfigureAwait(false);
        }
    }
}
