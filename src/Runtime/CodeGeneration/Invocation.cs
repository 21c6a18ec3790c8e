using System.ComponentModel;
using Orleans.Ray.Actors;
using Orleans.Ray.Diagnostics;
using Orleans.Ray.Objects;
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
            return Volatile.Read(ref rare.Submitter) ?? Interlocked.CompareExchange(ref rare.Submitter, Origin.Below(TaskId, rare.Limits), null) ?? rare.Submitter;
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
        returns.Attach(whole ?? this);
    }

    private protected void SetOptions(TaskOptions options) => Rare.Options = options;

    private protected void SetGrant(ResourceGrant? grant)
    {
        if (grant is not null || _rare is not null)
        {
            Rare.Grant = grant;
        }
    }

    private protected abstract void OnArgumentsReady();

    /// <summary>The invocation ended before it ran: whatever waits its turn behind it can go on.</summary>
    private protected virtual void OnEndedWaiting()
    {
    }

    private protected abstract RayContext CreateContext();

    private protected bool TryStart()
    {
        if (Origin.IsCancelled)
        {
            TryEnd(InvocationPhase.Waiting, NewError(Cancelled("before it started, with the task that submitted it")));
        }

        if (Interlocked.CompareExchange(ref _phase, InvocationPhase.Running, InvocationPhase.Waiting) != InvocationPhase.Waiting)
        {
            return false;
        }

        _rare?.Limits?.BeginAttempt(this, TaskId, Name, Attempt);
        Node.State.Recorder.OnStarting(this);
        Trace?.OnStarting(Node, Name, TaskId, Job.Id, ActorId, Attempt);
        return true;
    }

    /// <summary>Back to waiting, for another attempt; false where the invocation was cancelled or has ended.</summary>
    private protected bool TryRestart()
    {
        var rare = Rare;
        rare.Limits?.EndAttempt(this);

        // Nothing else reads these while the phase is running.
        var (failure, lease) = (rare.Failure, _lease);
        rare.Failure = null;
        _lease = null;
        rare.Attempt++;
        if (Interlocked.CompareExchange(ref _phase, InvocationPhase.Waiting, InvocationPhase.Running) == InvocationPhase.Running)
        {
            OnAttemptEnded(failure!, Attempt - 1, isRetried: true);
            return true;
        }

        (rare.Failure, _lease) = (failure, lease);
        rare.Attempt--;
        return false;
    }

    /// <summary>A copy that has not run, with the same arguments, for another attempt. The arguments must not have been let go yet.</summary>
    private protected Invocation<TResult> NewAttempt()
    {
        var copy = (Invocation<TResult>)MemberwiseClone();
        copy.BecomePending();
        copy._lease = null;
        copy._phase = InvocationPhase.Waiting;
        copy._rare = new RareState { Attempt = Attempt + 1, NumReturns = _rare?.NumReturns ?? 0, Options = Options, Managed = Managed, Trace = Trace?.ForNextAttempt() };
        return copy;
    }

    /// <summary>
    /// Ends a run, or a turn in the queue, that another attempt takes the place of: whatever it leaves, nobody sees it. False where the
    /// invocation was cancelled or has ended.
    /// </summary>
    /// <param name="stillRuns">Whether user code may still run, so that its token is cancelled.</param>
    private protected bool TryRetire(bool stillRuns)
    {
        if (Interlocked.CompareExchange(ref _phase, InvocationPhase.Ended, InvocationPhase.Waiting) == InvocationPhase.Waiting)
        {
            return true;
        }

        if (Interlocked.CompareExchange(ref _phase, InvocationPhase.Ended, InvocationPhase.Running) != InvocationPhase.Running)
        {
            return false;
        }

        OnAttemptEnded(Failure ?? new WorkerCrashedException($"The actor crashed while '{Name}' ran; another attempt follows."), Attempt, isRetried: true);
        if (stillRuns)
        {
            RequestCancellation();
        }

        return true;
    }

    /// <summary>Keeps what a run returned, until <see cref="Publish"/>.</summary>
    private protected void Stage(TResult value)
    {
        try
        {
            // The parts of several returns go to the store one by one.
            if (_rare is { NumReturns: > 0 })
            {
                SetValue(Node.Copier.Own(value));
            }
            else
            {
                Keep(value, Name);
            }
        }
        catch (RayException exception) when (exception is RaySerializationException or ObjectStoreFullException)
        {
            Stage(exception);
        }
    }

    /// <summary>Keeps what a run threw, until <see cref="Publish"/>.</summary>
    private protected void Stage(Exception exception) => Rare.Failure = exception;

    /// <summary>Stages what an asynchronous run returns. False where that is still to come; <see cref="PublishAfterAsync"/> then follows it.</summary>
    private protected bool StageOrAwait(ValueTask<TResult> running)
    {
        if (running.IsCompleted)
        {
            Stage(running.GetAwaiter().GetResult());
            return true;
        }

        OnAwaiting();
        _ = FinishAsync(running);
        return false;
    }

    /// <summary>The run leaves its thread. Before anything can end it.</summary>
    private protected virtual void OnAwaiting()
    {
        Node.State.Recorder.OnLeaving(this);
        Trace?.OnAwaiting();
    }

    /// <summary>A run that went on asynchronously has staged what it left.</summary>
    private protected virtual void PublishAfterAsync() => Publish();

    /// <summary>
    /// Ends a run with what it left. Whoever gets the object then finds the run's resources released, so this comes after that.
    /// </summary>
    private protected virtual void Publish()
    {
        ReleaseArguments();
        var rare = _rare;
        if (rare?.Failure is { } failure)
        {
            TryEnd(InvocationPhase.Running, NewError(failure is OperationCanceledException && Origin.IsCancelled
                ? Cancelled("while it ran, with the task that submitted it", failure)
                : failure));
            Node.State.Recorder.OnLeaving(this);
        }
        else if (Interlocked.CompareExchange(ref _phase, InvocationPhase.Ended, InvocationPhase.Running) == InvocationPhase.Running)
        {
            OnAttemptEnded(null, Attempt, isRetried: false);
            Complete(ObjectStatus.Ready);
        }
        else
        {
            // Somebody else has ended it, or is about to be told that it is cancelled.
            Node.State.Recorder.OnLeaving(this);
        }

        if (Volatile.Read(ref _phase) == InvocationPhase.Cancelling)
        {
            TryEnd(InvocationPhase.Cancelling, NewError(Cancelled("while it ran", rare?.Failure)));
        }

        if (Volatile.Read(ref _rare) is { } ended)
        {
            ended.Submitter?.End();
            ended.Limits?.End(this);
            DisposeCancellation(ended);
        }
    }

    /// <summary>The run has ended: true where its CPU is held, and so the caller's to release. Whatever of it still waits cannot give it back again.</summary>
    private protected bool CloseLease() => Interlocked.CompareExchange(ref _lease, CpuLease.Closed, null)?.Close() ?? true;

    private protected ObjectError NewError(Exception exception)
    {
        // The body may only pass on what an object that it got had failed with; then the record of that failure grows.
        if (RayFailures.Find(exception) is { } inner)
        {
            return ObjectError.PassedOn(exception, inner, Name);
        }

        var stack = RayFailures.Read(ref exception, Name);
        return new ObjectError(exception, new RayFailure
        {
            TaskId = TaskId,
            TaskName = Name,
            ActorId = ActorId,
            NodeId = Node.Id,
            Attempt = Attempt,
            RemoteStack = stack,
            Chain = [Name],
        });
    }

    private async Task FinishAsync(ValueTask<TResult> running)
    {
        try
        {
            Stage(await running.ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            Stage(exception);
        }

        PublishAfterAsync();
    }

    private bool TryEnd(int from, ObjectError error)
    {
        if (!TryClaim(from))
        {
            return false;
        }

        Finish(error, from == InvocationPhase.Waiting);
        return true;
    }

    /// <summary>Ends the invocation wherever it stands, unless it has ended.</summary>
    /// <param name="error">What it ends with.</param>
    /// <param name="isAbort">Whether what was cancelled while it runs ends as cancelled all the same.</param>
    private void End(ObjectError error, bool isAbort = false)
    {
        // More than once where a run ends meanwhile and another attempt follows.
        while (!HasEnded && !TryEnd(InvocationPhase.Waiting, error))
        {
            if (TryEnd(InvocationPhase.Running, error)
                || TryEnd(InvocationPhase.Cancelling, isAbort ? NewError(Cancelled("while it ran", error.Exception)) : error))
            {
                RequestCancellation();
                return;
            }
        }
    }

    /// <summary>Ends the phase; who gets true must <see cref="Finish"/>.</summary>
    private bool TryClaim(int from) => Interlocked.CompareExchange(ref _phase, InvocationPhase.Ended, from) == from;

    private void Finish(ObjectError error, bool wasWaiting)
    {
        // A running body still reads its arguments, without a lock; they are let go when it returns.
        if (wasWaiting)
        {
            ReleaseArguments();
            _rare?.Limits?.End(this);
        }

        OnAttemptEnded(error.Exception, Attempt, isRetried: false);
        Report(error);
        Fail(error);
        if (wasWaiting)
        {
            OnEndedWaiting();
        }
    }

    private RareState CreateRareSlow()
    {
        var created = new RareState();
        return Interlocked.CompareExchange(ref _rare, created, null) ?? created;
    }

    private CpuLease? CreateLeaseSlow()
    {
        return CreateLease() is { } created ? Interlocked.CompareExchange(ref _lease, created, null) ?? created : null;
    }
}
