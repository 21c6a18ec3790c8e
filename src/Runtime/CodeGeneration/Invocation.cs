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
public abstract class Invocation<TResult> : ObjectState<TResult>, IInvocation, IExecutionScope, IListedWork
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

    BundleTarget? IExecutionScope.CapturedTarget => CapturedTarget;

    internal override ObjectId Id => new(TaskId, 0);

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

    Type IListedWork.ResultType => typeof(TResult);

    private protected virtual ActorId? ActorId => null;

    /// <summary>Whether the arguments may be needed for another attempt, so that this one gets copies.</summary>
    private protected virtual bool MayRunAgain => false;

    /// <summary>The CPU to give back in waits; made on first use.</summary>
    private protected virtual CpuLease? Lease => _lease ?? CreateLeaseSlow();

    /// <summary>The CPU that a wait gives back; null where none is held.</summary>
    private protected virtual CpuLease? CreateLease() => null;

    private protected virtual BundleTarget? CapturedTarget => null;

    private protected CancellationToken Token => Cancellation.Token;

    /// <summary>How many references the call has.</summary>
    protected int NumReturns => Rare.NumReturns;

    /// <summary>Visits every argument, in the order of the parameters.</summary>
    /// <param name="visitor">The visitor.</param>
    protected abstract void VisitArguments(ref ArgumentVisitor visitor);

    /// <summary>The value of an argument, for this run to keep.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="argument">The field that holds the argument.</param>
    protected T Resolve<T>(in Arg<T> argument)
    {
        var value = argument.Reference is { } reference ? reference.State.Read()
            : MayRunAgain && !ValueSemantics<T>.IsImmutable ? Node.Copier.Copy(argument.Value)
            : argument.Value;

        // A copy may have taken long; the body need not begin for nothing.
        return ValueSemantics<T>.IsImmutable || Volatile.Read(ref _phase) == InvocationPhase.Running ? value : throw new OperationCanceledException();
    }

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

    void IInvocation.DependOn(ObjectState state)
    {
        Interlocked.Increment(ref _pendingArguments);
        if (!state.TryAddWaiter(this))
        {
            ((IObjectWaiter)this).OnReady(state);
        }
    }

    void IObjectWaiter.OnReady(ObjectState state)
    {
        if (state.Error is { } error)
        {
            TryEnd(InvocationPhase.Waiting, error.TravelledThrough(Name));
        }

        ArgumentReady();
    }

    bool ICancellable.Cancel(bool force, bool recursive)
    {
        int phase;
        do
        {
            if (TryEnd(InvocationPhase.Waiting, NewError(Cancelled("before it started"))))
            {
                OnCancelled();
                return true;
            }

            phase = Interlocked.CompareExchange(ref _phase, InvocationPhase.Cancelling, InvocationPhase.Running);
        }
        while (phase == InvocationPhase.Waiting);

        if (phase == InvocationPhase.Ended)
        {
            return false;
        }

        OnCancelled();
        RequestCancellation();
        if (recursive)
        {
            _ = SignalAsync(Submitter.Family);
        }

        if (force)
        {
            TryEnd(InvocationPhase.Cancelling, NewError(Cancelled("while it ran, and was not waited for")));
        }

        return true;
    }

    void IInvocation.Abort(Exception exception) => End(NewError(exception), isAbort: true);

    void IInvocation.OnTimeUp(TimeLimit limit)
    {
        var doing = Explain();
        var error = NewError(new RayTaskTimeoutException($"Task '{Name}' ({TaskId}) had not ended when {limit.DescribeTo(TaskId)} was up: {doing}.", doing));
        if (Rare.Limits is { } limits && limits.IsOfAttempt(limit))
        {
            if (limits.TryClaimAttempt(limit, () => TryClaim(InvocationPhase.Running) || TryClaim(InvocationPhase.Cancelling)))
            {
                Finish(error, wasWaiting: false);
                RequestCancellation();
            }

            return;
        }

        End(error);
    }

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

    /// <summary>
    /// Gives the invocation its time limits, and those of what submits it, before anybody can start or end it. <see cref="BeginLimits"/>
    /// follows, outside of any lock.
    /// </summary>
    private protected void CreateLimits(TimeSpan? timeout, DateTimeOffset? deadline)
    {
        timeout = timeout == Timeout.InfiniteTimeSpan ? null : timeout;
        if (WorkLimits.Create(Node.Time, Origin.Limit, timeout, deadline, TaskId, Name) is { } limits)
        {
            Rare.Limits = limits;
        }
    }

    /// <summary>Puts the invocation under its deadline; it ends at once where that has passed. Its arguments are captured.</summary>
    private protected void BeginLimits()
    {
        if (_rare?.Limits is not { } limits)
        {
            return;
        }

        if (!limits.TryBegin(this, out var passed))
        {
            ((IInvocation)this).OnTimeUp(passed);
        }

        // A failed argument may have ended it before there were limits to leave.
        if (HasEnded)
        {
            limits.End(this);
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

    private protected void CaptureArguments()
    {
        var visitor = ArgumentVisitor.ToCapture(this);
        VisitArguments(ref visitor);
    }

    /// <summary>The call is made; from here on the last argument hands the invocation on.</summary>
    private protected void ArgumentReady()
    {
        var left = Interlocked.Decrement(ref _pendingArguments);
        if ((left & ~Listed) != 0)
        {
            return;
        }

        if (left == Listed)
        {
            Unlist();
        }

        if (HasEnded)
        {
            ReleaseArguments();
            return;
        }

        OnArgumentsReady();
    }

    private protected bool ArgumentsPending => (Volatile.Read(ref _pendingArguments) & ~Listed) > 0;

    /// <summary>Lists the invocation where an argument is not there yet. While the call itself is being made.</summary>
    private protected void ListIfArgumentsPend()
    {
        if (Volatile.Read(ref _pendingArguments) > 1)
        {
            Node.State.WaitingForArguments.Add(this);
            Interlocked.Add(ref _pendingArguments, Listed);
        }
    }

    /// <summary>Adds something that is no argument but must be there too; <see cref="ArgumentReady"/> says that it is.</summary>
    private protected void AwaitOneMore() => Interlocked.Increment(ref _pendingArguments);

    private protected abstract void OnArgumentsReady();

    /// <summary>The invocation ended before it ran: whatever waits its turn behind it can go on.</summary>
    private protected virtual void OnEndedWaiting()
    {
    }

    /// <summary>Somebody cancelled the invocation, before it ran or while it does.</summary>
    private protected virtual void OnCancelled()
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
            var own = Node.Copier.Own(value);
            SetValue(own);
            if (ObjectSizes.OfLarge(own) is > 0 and var size)
            {
                Node.State.Objects.Add(this, Job.Id, Name, typeof(TResult), size);
            }
        }
        catch (RaySerializationException exception)
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

    /// <summary>The first argument that is not there yet, in words; null where all are.</summary>
    private protected string? ExplainArguments(int levels)
    {
        var visitor = ArgumentVisitor.ToFindPending(this);
        VisitArguments(ref visitor);
        return visitor.Pending is not { } pending ? null
            : levels == 0 ? $"task '{Name}' waits for its argument {visitor.PendingIndex}, which waits for others"
            : $"task '{Name}' waits for its argument {visitor.PendingIndex}: {pending.Explain(levels - 1)}";
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

    bool IListedWork.TryDescribe(out TaskRow row)
    {
        var phase = Volatile.Read(ref _phase);
        row = default;
        if (phase == InvocationPhase.Ended)
        {
            return false;
        }

        Describe(ref row, Attempt);
        row.State = phase != InvocationPhase.Waiting ? TaskState.Running : ArgumentsPending ? TaskState.PendingArgsAvail : ReadyState;
        if (row.State != TaskState.Running)
        {
            row.Started = 0;
        }

        return true;
    }

    private void Describe(ref TaskRow row, int attempt)
    {
        row.Id = TaskId;
        row.Parent = Origin.IsDriver ? default : Origin.Id;
        row.Job = Job.Id;
        row.Actor = ActorId ?? default;
        row.Name = Name;
        row.Function = FunctionName;
        row.Kind = Kind;
        row.Demand = Demand;
        row.Attempt = attempt;
        Trace?.Describe(ref row);
    }

    /// <summary>An attempt has ended, by whoever ended it; nobody has been told yet.</summary>
    private void OnAttemptEnded(Exception? failure, int attempt, bool isRetried)
    {
        var recorder = Node.State.Recorder;
        var counts = recorder.CountsOf(FunctionName, Kind);
        if (failure is null)
        {
            counts.AddFinished();
        }
        else
        {
            counts.AddFailed(failure, isRetried);
        }

        if (Trace is not null || failure is not null || recorder.IsNotable(this))
        {
            Record(recorder, failure, attempt);
        }

        recorder.OnLeaving(this);
    }

    private void Record(TaskRecorder recorder, Exception? failure, int attempt)
    {
        TaskRow row = default;
        Describe(ref row, attempt);
        row.State = failure is null ? TaskState.Finished : TaskState.Failed;
        row.Error = failure is null ? null : TaskRowError.Of(failure);
        row.Ended = Node.State.Clock.Now;
        if (Trace is null)
        {
            row.Started = recorder.EstimateStart(this);
        }

        recorder.Record(row);
        Trace?.OnEnded(failure);
    }

    private void Report(ObjectError error)
    {
        if (!Node.State.IsNews(error) || Node.HasStopped)
        {
            return;
        }

        var described = TaskRowError.Of(error.Exception);
        Node.State.OnError(Node, error, new RayErrorInfo
        {
            Time = Node.State.Clock.UtcNow,
            JobId = Job.Id,
            TaskId = TaskId,
            TaskName = Name,
            Attempt = Attempt,
            ActorId = ActorId,
            NodeId = Node.Id,
            ErrorType = described.Type,
            Message = described.Message,
        });
    }

    private void Unlist()
    {
        Node.State.WaitingForArguments.Remove(this);
        Trace?.OnArgumentsReady(Node.State.Clock);
    }

    private void ReleaseArguments()
    {
        var visitor = ArgumentVisitor.ToRelease(this);
        VisitArguments(ref visitor);
    }

    private RayTaskCancelledException Cancelled(string when, Exception? inner = null) => new($"Task '{Name}' ({TaskId}) was cancelled {when}.", inner);

    private void RequestCancellation() => _ = SignalAsync(Cancellation);

    // User code that waits for the token runs on the thread pool, and what it throws is its own affair: the cancel goes on.
    private async Task SignalAsync(CancellationTokenSource source)
    {
        try
        {
            await source.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The run has ended meanwhile; nothing looks at its token any more.
        }
        catch (Exception exception)
        {
            Node.Log.CancellationCallbackFailed(exception, Name);
        }
    }

    /// <summary>The run has ended: its token source lets go of that of the task which submitted it, which may live much longer.</summary>
    private void DisposeCancellation(RareState rare)
    {
        if (!Origin.IsDriver)
        {
            Interlocked.Exchange(ref rare.Cancellation, null)?.Dispose();
        }
    }

    // Made when the body asks for it or when somebody cancels, whichever is first, so that neither misses the other.
    private CancellationTokenSource Cancellation
    {
        get
        {
            var rare = Rare;
            if (Volatile.Read(ref rare.Cancellation) is { } source)
            {
                return source;
            }

            var created = CancellationTokenSource.CreateLinkedTokenSource(Origin.Token);
            return Interlocked.CompareExchange(ref rare.Cancellation, created, null) ?? created;
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
