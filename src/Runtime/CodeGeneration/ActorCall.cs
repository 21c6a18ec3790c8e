using System.ComponentModel;
using Orleans.Ray.Actors;
using Orleans.Ray.PlacementGroups;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <summary>One call to an actor. Generated handles derive one class per method, from <see cref="SyncActorCall{TActor, TResult}"/> or <see cref="AsyncActorCall{TActor, TResult}"/>.</summary>
/// <typeparam name="TActor">The actor's class.</typeparam>
/// <typeparam name="TResult">What the method returns; <see cref="Unit"/> for nothing.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ActorCall<TActor, TResult> : Invocation<TResult>, IActorCall
    where TActor : class
{
    // Both are let go when the call ends: a result must not keep its actor alive.
    private ActorCell<TActor>? _cell;
    private CallOrder? _order;

    private protected ActorCall()
    {
    }

    bool IActorCall.IsHeld => ArgumentsPending && !HasEnded;

    bool IActorCall.HasEnded => HasEnded;

    /// <summary>The method's name, as <c>Class.Method</c>.</summary>
    protected abstract string MethodName { get; }

    /// <summary>What the method's attribute says; null where it has none.</summary>
    protected virtual ActorMethodDescriptor? Method => null;

    private protected override string Name => MethodName;

    private protected override ActorId? ActorId => _cell?.Id;

    private protected override CpuLease? Lease => _cell?.Lease;

    private protected override BundleTarget? CapturedTarget => _cell?.Class.Target?.ForChildren;

    /// <summary>How many references a call with those options has.</summary>
    internal int CountReturns(ActorCallOptions? options) => ReturnCount.Of(options?.NumReturns, Method?.NumReturns ?? 1, MethodName, nameof(ActorCallOptions));

    internal ObjectRef<TResult> Submit(ActorReference reference, ActorCallOptions? options, Returns<TResult>? returns = null)
    {
        if (options is not null)
        {
            ReturnCount.CheckFixed(options.NumReturns, returns?.Count ?? 1, MethodName, nameof(ActorCallOptions));
            TaskOptionsValidation.CheckTimeout(options.Timeout, nameof(ActorCallOptions), nameof(options));
            RetryPolicy.Validate(options.RetryExceptions, options.RetryExceptionTypes, nameof(ActorCallOptions), nameof(options));
        }

        var cell = reference.Cell;
        _cell = (ActorCell<TActor>)cell;
        _order = reference.Order;
        Bind(ExecutionScope.Current is { } scope && ReferenceEquals(scope.Node, cell.Node) ? scope.Submitter : cell.Job.Submitter);
        CaptureArguments();
        if (returns is not null)
        {
            SetReturns(returns);
        }

        if (options is not null || Method?.Timeout is not null || Origin.Limit is not null)
        {
            SetLimits(options?.Timeout ?? Method?.Timeout, options?.Deadline);
        }

        var result = new ObjectRef<TResult>(this);
        ArgumentReady();
        reference.Order.Submit(this);
        GC.KeepAlive(reference);
        return result;
    }

    bool IActorCall.Run(ActorCell cell)
    {
        if (!TryStart())
        {
            return true;
        }

        var actor = (ActorCell<TActor>)cell;
        _cell = actor;
        ExecutionScope.Enter(this);
        var ended = Run(actor.Instance);
        ExecutionScope.Leave();
        return ended;
    }

    void IActorCall.Publish() => Publish();

    void IActorCall.Abort(Exception exception) => ((IInvocation)this).Abort(exception);

    internal override string Explain(int levels)
    {
        if (IsReady)
        {
            return $"call '{Name}' has ended";
        }

        return ExplainArguments(levels) ?? (IsRunning ? $"call '{Name}' runs on {_cell}" : $"call '{Name}' waits for its turn: {_cell?.Target.Explain()}");
    }

    /// <summary>Runs the method; false where it goes on asynchronously.</summary>
    private protected abstract bool Run(TActor actor);

    // The first time is the call's own, before it is submitted; then it is held for an argument.
    private protected override void OnArgumentsReady() => _order?.Advance();

    private protected override void OnEndedWaiting()
    {
        var order = _order;
        LetGo();
        order?.Advance();
    }

    private protected override void Publish()
    {
        base.Publish();
        LetGo();
    }

    private protected override void PublishAfterAsync()
    {
        var mailbox = _cell!.Mailbox;
        Publish();
        mailbox.OnCallEnded(this);
    }

    private protected override RayContext CreateContext() => new(Job, TaskId, Name, _cell?.Id, Attempt, _cell?.Class.Demand ?? ResourceSet.Empty, _cell?.Grant);

    private void LetGo()
    {
        _cell = null;
        _order = null;
    }
}
