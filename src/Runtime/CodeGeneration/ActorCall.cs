using System.ComponentModel;
using Orleans.Ray.Actors;
using Orleans.Ray.PlacementGroups;
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

    private protected override string FunctionName => MethodName;

    private protected override TaskKind Kind => TaskKind.Actor;

    private protected override ResourceSet Demand => _mailbox?.Cell.Class.Demand ?? ResourceSet.Empty;

    private protected override TaskState ReadyState =>
        _mailbox is { Cell.Target.State: ActorState.Alive or ActorState.Dead } ? TaskState.PendingActorTaskOrderingOrConcurrency : TaskState.PendingNodeAssignment;

    private protected override ActorId? ActorId => _mailbox?.Cell.Id;

    private protected override CpuLease? Lease => _mailbox?.Life.Lease;

    private protected override bool MayRunAgain => Managed is { MayRunAgain: true };

    private protected override BundleTarget? CapturedTarget => _mailbox?.Cell.Class.Target?.ForChildren;

    /// <summary>How many references a call with those options has.</summary>
    internal int CountReturns(ActorCallOptions? options) => ReturnCount.Of(options?.NumReturns, Method?.NumReturns ?? 1, MethodName, nameof(ActorCallOptions));

    internal ObjectRef<TResult> Submit(ActorReference reference, ActorCallOptions? options, Returns<TResult>? returns = null)
    {
        var cell = reference.Cell;
        if (options is not null || returns is not null || !cell.HasOrdinaryCalls)
        {
            return SubmitSlow(reference, options, returns);
        }

        Bind(SubmitterTo(cell));
        Deliver(cell, reference.Order);
        GC.KeepAlive(reference);
        return new ObjectRef<TResult>(this);
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

    internal new void CreateLimits(TimeSpan? timeout, DateTimeOffset? deadline) => base.CreateLimits(timeout, deadline);

    internal new void BeginLimits() => base.BeginLimits();

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
        if (Failure is { } failure)
        {
            PublishFailure(failure);
        }

        base.Publish();
        LetGo();
    }

    private protected override void OnAwaiting()
    {
        base.OnAwaiting();
        _mailbox!.OnCallAwaits(this);
    }

    private protected override void PublishAfterAsync()
    {
        var mailbox = _mailbox!;
        Publish();
        mailbox.OnCallEnded(this);
    }

    private protected override RayContext CreateContext() =>
        new(Job, TaskId, Name, _mailbox?.Cell.Id, Attempt, _mailbox?.Cell.Class.Demand ?? ResourceSet.Empty, _mailbox?.Life.Grant);

    private ObjectRef<TResult> SubmitSlow(ActorReference reference, ActorCallOptions? options, Returns<TResult>? returns)
    {
        if (options is not null)
        {
            options.Validate();
            ReturnCount.CheckFixed(options.NumReturns, returns?.Count ?? 1, MethodName, nameof(ActorCallOptions));
        }

        var cell = reference.Cell;
        var group = FindGroup(cell, options);
        var retries = new CallRetries(options?.MaxTaskRetries ?? Method?.MaxTaskRetries ?? cell.MaxTaskRetries, options, Method);
        var pending = reference.PendingCalls;
        if (pending?.TryEnter() == false)
        {
            throw new PendingCallsLimitException(
                $"{pending.Limit} calls of this handle of {cell.Target} have not finished, which is its limit. Await some of them, or WaitForCapacityAsync of the handle, or raise MaxPendingCalls in [RayActor] or ActorOptions.");
        }

        var isOrdinary = pending is null && retries.Max == 0 && options is null or { Name: null, ConcurrencyGroup: null };
        var managed = isOrdinary ? null : new ManagedCall<TActor, TResult>(this, retries, pending, options, options?.Timeout ?? Method?.Timeout);
        try
        {
            Managed = managed;
            Bind(SubmitterTo(cell));
            managed?.Bind();
            Deliver(cell, reference.OrderOf(group), options, returns, managed);
        }
        catch
        {
            managed?.LeavePending();
            throw;
        }

        GC.KeepAlive(reference);
        return new ObjectRef<TResult>((ObjectState<TResult>?)managed ?? this);
    }

    private void Deliver(ActorCell cell, CallOrder order, ActorCallOptions? options = null, Returns<TResult>? returns = null, ManagedCall<TActor, TResult>? managed = null)
    {
        _mailbox = cell.Life.Mailbox;
        _order = order;
        CaptureArguments();
        if (returns is not null)
        {
            SetReturns(returns, managed);
        }

        if (options is not null || Origin.Limit is not null || Method?.Timeout is not null)
        {
            CreateLimits(options?.Timeout ?? Method?.Timeout, options?.Deadline);
            BeginLimits();
        }

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

    /// <summary>What a run threw may be the end of its actor, or not the end of the call.</summary>
    private void PublishFailure(Exception failure)
    {
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
