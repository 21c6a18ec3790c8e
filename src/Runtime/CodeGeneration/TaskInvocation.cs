using System.ComponentModel;
using System.Globalization;
using Orleans.Ray.PlacementGroups;
using Orleans.Ray.Resources;
using Orleans.Ray.Scheduling;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <summary>One submission of a task. Generated stubs derive one class per method, from <see cref="SyncTask{TResult}"/> or <see cref="AsyncTask{TResult}"/>.</summary>
/// <typeparam name="TResult">What the task returns; <see cref="Unit"/> for nothing.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TaskInvocation<TResult> : Invocation<TResult>, IReadyWork
{
    private SchedulingClass _class = null!;

    private protected TaskInvocation()
    {
    }

    SchedulingClass IReadyWork.Class => _class;

    bool IReadyWork.IsAbandoned => HasEnded;

    ResourceGrant? IReadyWork.Grant => Grant;

    /// <summary>What the method's attribute says.</summary>
    protected abstract TaskDescriptor Descriptor { get; }

    private protected override string Name => Options?.Name ?? Descriptor.Name;

    private protected override BundleTarget? CapturedTarget => _class.Target?.ForChildren;

    private protected override string FunctionName => Descriptor.Name;

    private protected override TaskKind Kind => TaskKind.Normal;

    private protected override ResourceSet Demand => _class.Demand;

    private protected override bool MayRunAgain => RetriesExceptions && HasRetriesLeft;

    private protected virtual bool HasRetriesLeft => MaxRetries < 0 || Attempt < MaxRetries;

    private bool RetriesExceptions =>
        RetryPolicy.IsAskedFor(Options?.RetryExceptions, Options?.RetryExceptionTypes, Descriptor.RetryExceptions, Descriptor.RetryExceptionTypes);

    private int MaxRetries => Options?.MaxRetries ?? Descriptor.MaxRetries;

    /// <summary>Submits the task to the node of the code that calls.</summary>
    /// <param name="options">What this call overrides.</param>
    /// <returns>A reference to the result to be.</returns>
    /// <exception cref="RayNotInitializedException">No node runs in this process.</exception>
    /// <exception cref="RaySerializationException">An argument's type can neither be copied nor shared.</exception>
    /// <exception cref="ArgumentException">The options ask for something that is no amount of a resource.</exception>
    public ObjectRef<TResult> Submit(TaskOptions? options = null) => Submit(Ray.CurrentScope, options);

    /// <summary>Submits a task with several returns.</summary>
    /// <typeparam name="TReturns">The objects that it results in.</typeparam>
    /// <param name="returns">The same.</param>
    /// <param name="options">What this call overrides.</param>
    /// <returns>The objects.</returns>
    /// <exception cref="RayNotInitializedException">No node runs in this process.</exception>
    /// <exception cref="RaySerializationException">An argument's type can neither be copied nor shared.</exception>
    /// <exception cref="ArgumentException">The options ask for something that is no amount of a resource, or for another number of returns.</exception>
    public TReturns Submit<TReturns>(TReturns returns, TaskOptions? options)
        where TReturns : Returns<TResult>
    {
        ArgumentNullException.ThrowIfNull(returns);
        ReturnCount.CheckFixed(options?.NumReturns, returns.Count, Descriptor.Name, nameof(TaskOptions));
        Begin(Ray.CurrentScope, options, returns);
        return returns;
    }

    void IThreadPoolWorkItem.Execute() => Worker.Run(this);

    string IReadyWork.Describe() => $"task '{Name}' ({TaskId})";

    string IReadyWork.Explain() => Explain();

    void IReadyWork.Granted(ResourceGrant? grant) => SetGrant(grant);

    bool IReadyWork.Run()
    {
        if (!TryStart())
        {
            return true;
        }

        Job.PendingTasks?.Leave();
        AbortIfStopped();
        ExecutionScope.Enter(this);
        var ended = Run();
        ExecutionScope.Leave();
        return ended;
    }

    void IReadyWork.Publish() => Publish();

    bool IReadyWork.CloseLease() => CloseLease();

    void IReadyWork.Abort(Exception exception) => ((IInvocation)this).Abort(exception);

    internal override string Explain(int levels)
    {
        if (IsReady)
        {
            return $"task '{Name}' has ended";
        }

        return ExplainArguments(levels) ?? (IsRunning
            ? $"task '{Name}' {Holders.DescribeRun(Node, this)} (attempt {Attempt} of at most {(MaxRetries < 0 ? "any number" : (MaxRetries + 1).ToString(CultureInfo.InvariantCulture))}, counted from 0)"
            : Node.Infeasible.WhyInfeasible($"Task '{Name}'", _class, Options?.SchedulingStrategy)
                ?? $"task '{Name}' {_class.ExplainWaiting(this)}");
    }

    /// <summary>How many references a call with those options has.</summary>
    internal int CountReturns(TaskOptions? options) => ReturnCount.Of(options?.NumReturns, Descriptor.NumReturns, Descriptor.Name, nameof(TaskOptions));

    internal ObjectRef<TResult> Submit(IExecutionScope scope, TaskOptions? options)
    {
        ReturnCount.CheckFixed(options?.NumReturns, 1, Descriptor.Name, nameof(TaskOptions));
        var reference = new ObjectRef<TResult>(this);
        Begin(scope, options, null);
        return reference;
    }

    private void Begin(IExecutionScope scope, TaskOptions? options, Returns<TResult>? returns)
    {
        var node = scope.Node;
        if (options is not null)
        {
            TaskOptionsValidation.Validate(options);
            SetOptions(options);
        }

        var job = scope.Job;
        var strategy = options?.SchedulingStrategy;
        _class = Descriptor.ClassIn(job.Queue, options, BundleTarget.For(scope, strategy)).AtDepth(scope.Depth);
        job.PendingTasks?.Enter(Name);
        Bind(scope.Submitter);
        CaptureArguments();
        if (returns is not null)
        {
            SetReturns(returns);
        }

        if ((_class.Infeasible is not null || strategy is INodeFilter) && node.Infeasible.WhyInfeasible($"Task '{Name}'", _class, strategy) is { } reason)
        {
            AwaitOneMore();
            node.Infeasible.Refuse(this, _class, reason, $"{_class.Demand} {_class.Target} {strategy}", ((IInvocation)this).Abort);
            EndWithFamily();
            WithdrawIfEnded();
        }

        if (options is not null || Descriptor.Timeout is not null || Origin.Limit is not null)
        {
            CreateLimits(options?.Timeout ?? Descriptor.Timeout, options?.Deadline);
            BeginLimits();
        }

        ListIfArgumentsPend();
        ArgumentReady();
    }

    private void WithdrawIfEnded()
    {
        if (HasEnded && (_class.Infeasible is not null || Options?.SchedulingStrategy is INodeFilter))
        {
            Node.Infeasible.Withdraw(this);
        }
    }

    /// <summary>Runs the method; false where it goes on asynchronously.</summary>
    private protected abstract bool Run();

    private protected override void OnArgumentsReady() => Node.Scheduler.Enqueue(this);

    private protected override void OnEndedWaiting()
    {
        Job.PendingTasks?.Leave();
        WithdrawIfEnded();
    }

    private protected override CpuLease? CreateLease() =>
        _class.CpuUnits == 0 ? null : new CpuLease(Node.Scheduler, Grant?.Ledger ?? Node.Ledger, _class.CpuUnits);

    private protected override RayContext CreateContext() => new(Job, TaskId, Name, null, Attempt, _class.Demand, Grant);

    /// <summary>Ends the task, or gives it another attempt.</summary>
    private protected override void Publish()
    {
        if (Failure is { } failure && HasRetriesLeft && IsRetried(failure) && TryRestart())
        {
            Job.PendingTasks?.EnterAgain();
            Node.Scheduler.Enqueue(this);
            return;
        }

        base.Publish();
    }

    private protected override void OnAwaiting()
    {
        Node.State.Awaiting.Add(this);
        base.OnAwaiting();
        AbortIfStopped();
    }

    // A node that stops looks once for what runs and for what awaits: either it finds this there, or this finds the node stopping.
    private void AbortIfStopped()
    {
        if (Node.HasStopped)
        {
            Node.AbortRunning(this);
        }
    }

    // A crash is no exception of the task's own: it is retried in any case, unless the attempt may have changed the only copy of an argument.
    private bool IsRetried(Exception failure) => RetryPolicy.IsCrash(failure)
        ? RetriesExceptions || !HasChangeableArguments()
        : RetriesExceptions && RetryPolicy.Covers(failure, Options?.RetryExceptions, Options?.RetryExceptionTypes, Descriptor.RetryExceptionTypes);

    /// <summary>Whether an attempt may have changed an argument of which there is no other copy.</summary>
    private protected virtual bool HasChangeableArguments()
    {
        var visitor = ArgumentVisitor.ToFindChangeable(this);
        VisitArguments(ref visitor);
        return visitor.HasChangeable;
    }

    private protected override void PublishAfterAsync()
    {
        Node.State.Awaiting.Remove(this);
        Node.Scheduler.Release(_class, Grant, CloseLease());
        Publish();
    }
}
