using Orleans.Ray.Actors;
using Orleans.Ray.Objects;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <summary>The result of a call to an actor that may take several attempts, or that counts against its handle's limit.</summary>
/// <remarks>
/// <para>
/// There is one attempt at a time. It is an ordinary call with nobody to wait for it but this, which takes over what it ends with. Another one
/// takes its place in three steps: a copy of its arguments is kept before it starts; it is retired, so that nobody sees what it leaves; the copy is
/// put in line. Whoever retires an attempt alone acts on it, and one that was cancelled cannot be retired.
/// </para>
/// <para>
/// An attempt that the actor's crash has left in the queue has not started, and stays: it costs nothing of the budget.
/// </para>
/// </remarks>
internal sealed class ManagedCall<TActor, TResult> : ObjectState<TResult>, IManagedCall, ICancellable, IObjectWaiter
    where TActor : class
{
    private readonly Lock _lock = new();
    private readonly CallRetries _retryPolicy;
    private readonly TimeSpan? _timeout;
    private readonly DateTimeOffset? _deadline;
    private ObjectId _id;
    private string? _taskName;
    private ActorCall<TActor, TResult>? _attempt;
    private ActorCall<TActor, TResult>? _spare;
    private PendingCalls? _pending;
    private int _retries;

    public ManagedCall(ActorCall<TActor, TResult> call, CallRetries retryPolicy, PendingCalls? pending, ActorCallOptions? options, TimeSpan? timeout)
        : base(null!)
    {
        _retryPolicy = retryPolicy;
        _pending = pending;
        _timeout = timeout;
        _deadline = options?.Deadline;
        _attempt = call;
        Name = options?.Name;
        ConcurrencyGroup = options?.ConcurrencyGroup;
    }

    public string? Name { get; }

    public string? ConcurrencyGroup { get; }

    public bool MayRunAgain => _retryPolicy.Max != 0;

    public long StartOrder { get; private set; }

    internal override ObjectId Id => _id;

    internal override string? TaskName => _taskName;

    internal override ICancellable? Producer => this;

    private bool HasRetries => _retryPolicy.Max < 0 || _retries < _retryPolicy.Max;

    /// <summary>The call knows who submits it: from here on this waits for it.</summary>
    public void Bind()
    {
        Origin = _attempt!.Origin;
        _id = _attempt.Id;
        _taskName = _attempt.TaskName;
        _attempt.TryAddWaiter(this);
    }

    public void Prepare(IActorCall attempt, ActorCell cell)
    {
        if (!MayRunAgain)
        {
            return;
        }

        lock (_lock)
        {
            if (StartOrder == 0)
            {
                StartOrder = cell.NextStart();
            }

            // The present attempt may be cancelled meanwhile; then there is none any more, and no use for another.
            if (_spare is null && ReferenceEquals(attempt, Volatile.Read(ref _attempt)))
            {
                var spare = ((ActorCall<TActor, TResult>)attempt).NewAttempt();
                spare.TryAddWaiter(this);
                _spare = spare;
            }
        }
    }

    public IActorCall? TryRunAgainAfterCrash(IActorCall attempt, ActorCell cell)
    {
        if (!HasRetries)
        {
            return null;
        }

        // Its thread may not have come so far yet.
        Prepare(attempt, cell);
        return TryReplace(attempt, stillRuns: true);
    }

    public bool TryRunAgainAfterException(IActorCall attempt, Exception exception, ActorCell cell)
    {
        if (!HasRetries || !_retryPolicy.Cover(exception))
        {
            return false;
        }

        IActorCall? next;
        lock (cell.Gate)
        {
            // In one step: a crash finds the call running, or in the queue.
            next = TryReplace(attempt, stillRuns: false);
            if (next is null)
            {
                return false;
            }

            cell.AddAgainNeedsLock(next);
        }

        BeginLimits(next);
        cell.Announce(next);
        return true;
    }

    public void BeginLimits(IActorCall attempt) => ((ActorCall<TActor, TResult>)attempt).BeginLimits();

    /// <summary>The call counts against its handle's limit no more; once, whether it ended or could not be submitted.</summary>
    public void LeavePending() => Interlocked.Exchange(ref _pending, null)?.Leave();

    public bool Cancel(bool force, bool recursive)
    {
        var wait = new SpinWait();
        while (Volatile.Read(ref _attempt) is { } attempt)
        {
            if (((ICancellable)attempt).Cancel(force, recursive))
            {
                return true;
            }

            // It has ended, and this is about to; or another attempt is about to take its place.
            wait.SpinOnce();
        }

        return false;
    }

    void IObjectWaiter.OnReady(ObjectState state)
    {
        var ended = (ActorCall<TActor, TResult>)state;
        lock (_lock)
        {
            // A thread that is about to start the attempt may be making a spare.
            _spare = null;
            Volatile.Write(ref _attempt, null);
        }

        // First, so that who sees the result finds room for another call.
        LeavePending();
        if (ended.Error is { } error)
        {
            Fail(error);
        }
        else
        {
            TakeFrom(ended);
            Complete(ObjectStatus.Ready);
        }
    }

    internal override string Explain(int levels) => Volatile.Read(ref _attempt)?.Explain(levels) ?? "the call has ended";

    private ActorCall<TActor, TResult>? TryReplace(IActorCall attempt, bool stillRuns)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(attempt, Volatile.Read(ref _attempt)) || _spare is not { } next || !((ActorCall<TActor, TResult>)attempt).TryRetire(stillRuns))
            {
                return null;
            }

            _retries++;
            _spare = null;

            // Before anybody can start it, which begins the time of the attempt.
            next.CreateLimits(_timeout, _deadline);
            Volatile.Write(ref _attempt, next);
            return next;
        }
    }
}
