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
    private readonly RetryPolicy _policy;
    private readonly PendingCalls? _pending;
    private ObjectId _id;
    private ActorCall<TActor, TResult>? _attempt;
    private ActorCall<TActor, TResult>? _spare;
    private int _retries;

    public ManagedCall(ActorCall<TActor, TResult> call, RetryPolicy policy, PendingCalls? pending, ActorCallOptions? options)
        : base(null!)
    {
        _policy = policy;
        _pending = pending;
        _attempt = call;
        Name = options?.Name;
        ConcurrencyGroup = options?.ConcurrencyGroup;
    }

    public string? Name { get; }

    public string? ConcurrencyGroup { get; }

    public bool MayRunAgain => _policy.MaxRetries != 0;

    public long StartOrder { get; private set; }

    internal override ObjectId Id => _id;

    private bool HasRetries => _policy.MaxRetries < 0 || _retries < _policy.MaxRetries;

    /// <summary>The call knows who submits it: from here on this waits for it.</summary>
    public void Bind()
    {
        Origin = _attempt!.Origin;
        _id = _attempt.Id;
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

            if (_spare is null && ReferenceEquals(attempt, _attempt))
            {
                _spare = _attempt!.NewAttempt();
                _spare.TryAddWaiter(this);
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
        if (!HasRetries || !_policy.Retries(exception) || TryReplace(attempt, stillRuns: false) is not { } next)
        {
            return false;
        }

        cell.PostAgain(next);
        return true;
    }

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
        _spare = null;
        Volatile.Write(ref _attempt, null);

        // First, so that who sees the result finds room for another call.
        _pending?.Leave();
        if (ended.Error is { } error)
        {
            Fail(error);
        }
        else
        {
            SetValue(ended.TakeValue());
            Complete(ObjectStatus.Ready);
        }
    }

    internal override string Explain(int levels) => Volatile.Read(ref _attempt)?.Explain(levels) ?? "the call has ended";

    private ActorCall<TActor, TResult>? TryReplace(IActorCall attempt, bool stillRuns)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(attempt, _attempt) || _spare is not { } next || !_attempt!.TryRetire(stillRuns))
            {
                return null;
            }

            _retries++;
            _spare = null;
            Volatile.Write(ref _attempt, next);
            return next;
        }
    }
}
