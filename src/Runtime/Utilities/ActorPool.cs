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
public sealed partial class ActorPool<T>
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
        TellWaiters();
    }

    private void TellWaiters()
    {
        PoolChange change;
        lock (_lock)
        {
            change = _change;
            _change = new PoolChange();
        }

        change.Happen();
    }

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
}
