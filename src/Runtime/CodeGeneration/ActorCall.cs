using System.ComponentModel;
using Orleans.Ray.Actors;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <summary>One call to an actor. Generated handles derive one class per method, from <see cref="SyncActorCall{TActor, TResult}"/> or <see cref="AsyncActorCall{TActor, TResult}"/>.</summary>
/// <typeparam name="TActor">The actor's class.</typeparam>
/// <typeparam name="TResult">What the method returns; <see cref="Unit"/> for nothing.</typeparam>
/// <remarks>
/// An ordinary call is also the object that its caller gets. One that is <see cref="IManagedCall">managed</see> is an attempt, whose result goes to the
/// object that the caller has; each further attempt is another copy of the call.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ActorCall<TActor, TResult> : Invocation<TResult>, IActorCall
    where TActor : class
{
    // Where the call runs; before that, the actor's mailbox when it was made. Let go when the call ends, as is the order: a result must not keep
    // its actor alive.
    private Mailbox? _mailbox;
    private CallOrder? _order;

    private protected ActorCall()
    {
    }

    bool IActorCall.IsHeld => ArgumentsPending && !HasEnded;

    bool IActorCall.HasEnded => HasEnded;

    bool IActorCall.IsRunning => IsRunning;

    string? IActorCall.ConcurrencyGroup => Managed?.ConcurrencyGroup ?? Method?.ConcurrencyGroup;

    IManagedCall? IActorCall.Managed => Managed;

    /// <summary>The method's name, as <c>Class.Method</c>.</summary>
    protected abstract string MethodName { get; }

    /// <summary>What the method's attribute says; null where it has none.</summary>
    protected virtual ActorMethodDescriptor? Method => null;

    private protected override string Name => Managed?.Name ?? MethodName;

    private protected override ActorId? ActorId => _mailbox?.Cell.Id;

    private protected override CpuLease? Lease => _mailbox?.Life.Lease;

    private protected override bool MayRunAgain => Managed is { MayRunAgain: true };

    internal ObjectRef<TResult> Submit(ActorReference reference, ActorCallOptions? options)
    {
        var cell = reference.Cell;
        if (options is not null || !cell.HasOrdinaryCalls)
        {
            return SubmitSlow(reference, options);
        }

        Submit(cell, reference.Order);
        var result = new ObjectRef<TResult>(this);
        GC.KeepAlive(reference);
        return result;
    }

    bool IActorCall.Run(Mailbox mailbox)
    {
        Managed?.Prepare(this, mailbox.Cell);
        if (!TryStart())
        {
            return true;
        }

        _mailbox = mailbox;
        ExecutionScope.Enter(this);
        var ended = Run((TActor)mailbox.Life.Instance!);
        ExecutionScope.Leave();
        return ended;
    }

    void IActorCall.Publish() => Publish();

    void IActorCall.Abort(Exception exception) => ((IInvocation)this).Abort(exception);

    void IActorCall.Exit()
    {
        if (_mailbox is { } mailbox)
        {
            mailbox.Cell.ExitAfter(mailbox.Life, this);
        }
    }

    /// <summary>See <see cref="Invocation{TResult}.NewAttempt"/>.</summary>
    internal new ActorCall<TActor, TResult> NewAttempt() => (ActorCall<TActor, TResult>)base.NewAttempt();

    internal new bool TryRetire(bool stillRuns) => base.TryRetire(stillRuns);

    internal override string Explain(int levels)
    {
        if (IsReady)
        {
            return $"call '{Name}' has ended";
        }

        return ExplainArguments(levels) ?? (IsRunning ? $"call '{Name}' runs on {_mailbox?.Cell}" : $"call '{Name}' waits for its turn: {_mailbox?.Cell.Target.Explain()}");
    }

    /// <summary>Runs the method; false where it goes on asynchronously.</summary>
    private protected abstract bool Run(TActor actor);

    // The first time is the call's own, before it is submitted; then it is held for an argument.
    private protected override void OnArgumentsReady() => _order?.Advance(this);

    private protected override void OnEndedWaiting()
    {
        var order = _order;
        LetGo();
        order?.Advance(this);
    }

    private protected override void Publish()
    {
        if (HasFailed)
        {
            PublishFailure();
        }

        base.Publish();
        LetGo();
    }

    private protected override void PublishAfterAsync()
    {
        var mailbox = _mailbox!;
        Publish();
        mailbox.OnCallEnded(this);
    }

    private protected override RayContext CreateContext() =>
        new(Job, TaskId, Name, _mailbox?.Cell.Id, Attempt, _mailbox?.Cell.Class.Demand ?? ResourceSet.Empty, _mailbox?.Life.Grant);

    private ObjectRef<TResult> SubmitSlow(ActorReference reference, ActorCallOptions? options)
    {
        var cell = reference.Cell;
        options?.Validate();
        var group = FindGroup(cell, options);
        var policy = PolicyFor(cell, options);
        var pending = reference.PendingCalls;
        if (pending?.TryEnter() == false)
        {
            throw new PendingCallsLimitException(
                $"{pending.Limit} calls of this handle of {cell.Target} have not finished, which is its limit. Await some of them, or WaitForCapacityAsync of the handle, or raise MaxPendingCalls in [RayActor] or ActorOptions.");
        }

        if (pending is null && policy.MaxRetries == 0 && options is null or { Name: null, ConcurrencyGroup: null })
        {
            Submit(cell, reference.OrderOf(group));
            GC.KeepAlive(reference);
            return new ObjectRef<TResult>(this);
        }

        var managed = new ManagedCall<TActor, TResult>(this, policy, pending, options);
        Managed = managed;
        try
        {
            Bind(SubmitterTo(cell));
            managed.Bind();
            Submit(cell, reference.OrderOf(group), isBound: true);
        }
        catch
        {
            pending?.Leave();
            throw;
        }

        GC.KeepAlive(reference);
        return new ObjectRef<TResult>(managed);
    }

    private void Submit(ActorCell cell, CallOrder order, bool isBound = false)
    {
        if (!isBound)
        {
            Bind(SubmitterTo(cell));
        }

        _mailbox = cell.Life.Mailbox;
        _order = order;
        CaptureArguments();
        ArgumentReady();
        order.Submit(this);
    }

    private static Submitter SubmitterTo(ActorCell cell) =>
        ExecutionScope.Current is { } scope && ReferenceEquals(scope.Node, cell.Node) ? scope.Submitter : cell.Job.Submitter;

    private int FindGroup(ActorCell cell, ActorCallOptions? options)
    {
        var name = options?.ConcurrencyGroup ?? Method?.ConcurrencyGroup;
        if (name is null)
        {
            return 0;
        }

        var group = cell.FindGroup(name);
        return group > 0
            ? group
            : throw new ArgumentException($"{cell} has no concurrency group '{name}': {cell.ExplainGroups()}.", nameof(options));
    }

    private RetryPolicy PolicyFor(ActorCell cell, ActorCallOptions? options)
    {
        var retries = options?.MaxTaskRetries ?? Method?.MaxTaskRetries ?? cell.MaxTaskRetries;
        if (retries == 0)
        {
            return RetryPolicy.None;
        }

        // Types say by themselves that exceptions are retried; a plain no of the call's comes before the types of its method.
        var types = options?.RetryExceptionTypes ?? (options?.RetryExceptions is null ? Method?.RetryExceptionTypes : null);
        return new RetryPolicy(retries, options?.RetryExceptions ?? (types is not null || Method is { RetryExceptions: true }), types);
    }

    /// <summary>What a run threw may be the end of its actor, or not the end of the call.</summary>
    private void PublishFailure()
    {
        var failure = Failure!;
        var mailbox = _mailbox!;
        if (Crash.Is(failure))
        {
            if (mailbox.Cell.Crash(mailbox.Life, failure, this) is { } error)
            {
                Stage(error);
            }
        }
        else
        {
            Managed?.TryRunAgainAfterException(this, failure, mailbox.Cell);
        }
    }

    private void LetGo()
    {
        _mailbox = null;
        _order = null;
    }
}
