using System.ComponentModel;
using Orleans.Ray.Actors;
using Orleans.Ray.Diagnostics;
using Orleans.Ray.PlacementGroups;
using Orleans.Ray.Resources;
using Orleans.Ray.State;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <summary>
/// One submission of a task or an actor call: its typed arguments and, later, its typed result, in one allocation.
/// </summary>
/// <typeparam name="TResult">What it returns; <see cref="Unit"/> for nothing.</typeparam>
/// <remarks>
/// The arguments are captured at the call: values copied, references waited for. When the last one is there the invocation is
/// <see cref="OnArgumentsReady">handed on</see>; when one failed it fails with the same error and never runs. It is waiting, running or ended
/// (<see cref="InvocationPhase"/>); whoever wins the change to ended completes the object.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class Invocation<TResult> : ObjectState<TResult>, IInvocation, IExecutionScope, IListedWork
{
    // Set in the count of arguments while the node's list of what waits for them has this.
    private const int Listed = 1 << 30;

    private CpuLease? _lease;
    private RareState? _rare;

    // Which of its submitter's submissions it is.
    private uint _index;

    // Arguments that are not there yet, and one more while the call itself is being made.
    private int _pendingArguments = 1;
    private int _phase;

    private protected Invocation()
        : base(null!)
    {
    }

    RayNode IInvocation.Node => Node;

    bool IInvocation.HasEnded => HasEnded;

    RayNode IExecutionScope.Node => Node;

    Job IExecutionScope.Job => Job;

    int IExecutionScope.Depth => Origin.Depth + 1;

    Submitter IExecutionScope.Submitter => Submitter;

    CpuLease? IExecutionScope.CpuLease => Lease;

    OngoingWaits IExecutionScope.Waits => Waits;

    BundleTarget? IExecutionScope.CapturedTarget => CapturedTarget;

    internal override ObjectId Id => new(TaskId, 0);

    internal override string? TaskName => Name;

    internal override ICancellable? Producer => this;

    internal bool HasEnded => Volatile.Read(ref _phase) == InvocationPhase.Ended;

    internal bool IsRunning => Volatile.Read(ref _phase) is InvocationPhase.Running or InvocationPhase.Cancelling;

    private protected TaskId TaskId => Origin.Id.Child(_index);

    private protected Job Job => Origin.Job;

    private protected int Attempt => _rare?.Attempt ?? 0;

    private protected ResourceGrant? Grant => _rare?.Grant;

    private protected TaskOptions? Options => _rare?.Options;

    private TaskTrace? Trace => _rare?.Trace;

    private protected Exception? Failure => _rare?.Failure;

    /// <summary>What looks after a call to an actor that is more than an ordinary one.</summary>
    private protected IManagedCall? Managed
    {
        get => _rare?.Managed;
        set => Rare.Managed = value;
    }

    private protected abstract string Name { get; }

    /// <summary>What counters go by: a name that the program's code has, so that there is a bounded number of them.</summary>
    private protected abstract string FunctionName { get; }

    private protected abstract TaskKind Kind { get; }

    private protected abstract ResourceSet Demand { get; }

    /// <summary>What the invocation waits for once its arguments are there.</summary>
    private protected virtual TaskState ReadyState => TaskState.PendingNodeAssignment;

    private protected virtual ActorId? ActorId => null;

    /// <summary>Whether the arguments may be needed for another attempt, so that this one gets copies.</summary>
    private protected virtual bool MayRunAgain => false;

    /// <summary>The CPU to give back in waits; made on first use.</summary>
    private protected virtual CpuLease? Lease => _lease ?? CreateLeaseSlow();

    /// <summary>The CPU that a wait gives back; null where none is held.</summary>
    private protected virtual CpuLease? CreateLease() => null;

    private protected virtual BundleTarget? CapturedTarget => null;

    /// <summary>How many references the call has.</summary>
    protected int NumReturns => Rare.NumReturns;

    RayContext IExecutionScope.CreateContext() => CreateContext();

    private RareState Rare => Volatile.Read(ref _rare) ?? CreateRareSlow();

    private Submitter Submitter
    {
        get
        {
            var rare = Rare;
            return Volatile.Read(ref rare.Submitter) ?? CreateSubmitterSlow(rare);
        }
    }

    void IInvocation.Abort(Exception exception) => End(NewError(exception), isAbort: true);

    /// <summary>Says who submits. <see cref="CaptureArguments"/> follows, when a failed argument can be dealt with.</summary>
    private protected void Bind(Submitter submitter)
    {
        Origin = submitter;
        _index = submitter.NextIndex();
        var state = submitter.Node.State;
        if (state.Recorder.OnSubmitting() | RayActivities.HasListeners)
        {
            Rare.Trace = new TaskTrace(state.Clock);
        }
    }

    /// <summary>Makes the parts of what the invocation returns objects of their own. Nobody else refers to the whole.</summary>
    /// <param name="returns">The objects.</param>
    /// <param name="whole">What has the value in the end, where it is not this invocation.</param>
    private protected void SetReturns(Returns<TResult> returns, ObjectState<TResult>? whole = null)
    {
        Rare.NumReturns = returns.Count;
        Rare.Returns = returns.IsKeptWhole ? null : returns;
        returns.Attach(whole ?? this);
    }

    private protected void SetOptions(TaskOptions options) => Rare.Options = options;

    private protected void SetGrant(ResourceGrant? grant)
    {
        if (grant is not null || _rare is not null)
        {
            Rare.Grant = grant;

            // That of an earlier attempt was closed with it, and is there until now: code that the attempt left behind must find no CPU to give back before there is one again.
            _lease = null;
        }
    }

    private protected abstract void OnArgumentsReady();

    /// <summary>The invocation ended before it ran: whatever waits its turn behind it can go on.</summary>
    private protected virtual void OnEndedWaiting()
    {
    }

    private protected abstract RayContext CreateContext();

    private RareState CreateRareSlow()
    {
        var created = new RareState();
        return Interlocked.CompareExchange(ref _rare, created, null) ?? created;
    }

    private Submitter CreateSubmitterSlow(RareState rare)
    {
        var created = Origin.Below(TaskId, rare.Limits);
        if (Interlocked.CompareExchange(ref rare.Submitter, created, null) is { } first)
        {
            return first;
        }

        if (HasEnded)
        {
            // Code that the run left behind submits, and the end has come by here already.
            created.End();
        }

        return created;
    }

    private CpuLease? CreateLeaseSlow()
    {
        return CreateLease() is { } created ? Interlocked.CompareExchange(ref _lease, created, null) ?? created : null;
    }
}
