using Orleans.Ray.PlacementGroups;
using Orleans.Ray.Scheduling;

namespace Orleans.Ray.Tasks;

/// <summary>One driver's work: its id, its namespace, and the scope that the driver's own code runs in.</summary>
/// <remarks>
/// A driver's job is made before its node has started, so that it is the ambient scope of the code that called <see cref="Ray.InitAsync"/>;
/// it is open from the node's start to its end.
/// </remarks>
internal sealed class Job(string? @namespace = null, double weight = 1, int? maxPendingTasks = null, bool isImplicit = false) : IExecutionScope
{
    private readonly TaskId _driver = TaskId.NewId();
    private Submitter? _submitter;
    private JobQueue? _queue;

    public Job(RayOptions options, bool isImplicit = false)
        : this(options.Namespace, options.JobWeight, options.MaxPendingTasks, isImplicit)
    {
    }

    public JobId Id => new(_driver.High, _driver.Low);

    /// <summary>Where the names of the job's actors live; its own unless it was given one.</summary>
    public string Namespace { get; } = @namespace ?? Guid.NewGuid().ToString();

    /// <summary>Whether that is one which nobody else knows.</summary>
    public bool IsNamespaceAnonymous { get; } = @namespace is null;

    /// <summary>Whether it counts as a job: that of a silo's own code does from its first submission on.</summary>
    public bool IsListed => !isImplicit || _submitter is { HasSubmitted: true };

    public bool IsOpen => Volatile.Read(ref _submitter) is { Node.HasStopped: false };

    public Submitter Submitter => Volatile.Read(ref _submitter) ?? throw new RayNotInitializedException("The node has not started yet.");

    public RayNode Node => Submitter.Node;

    /// <summary>The job's share of its node's scheduler.</summary>
    public JobQueue Queue => _queue ?? Node.Scheduler.DefaultQueue;

    /// <summary>Counts the tasks that wait, where their number is limited; null where it is not.</summary>
    public PendingTasks? PendingTasks { get; } = maxPendingTasks is { } max ? new PendingTasks(max) : null;

    /// <summary>What the driver got from <see cref="Ray.InitAsync"/>; null where the job is a silo's own.</summary>
    public IRay? Api { get; set; }

    public CpuLease? CpuLease => null;

    public BundleTarget? CapturedTarget => null;

    public int Depth => 0;

    Job IExecutionScope.Job => this;

    public void Open(RayNode node)
    {
        _queue = new JobQueue(node.Scheduler, weight, node);
        Volatile.Write(ref _submitter, Submitter.OfDriver(node, this, _driver));
        node.State.OnJobStarted(this);
    }

    public void Close() => _submitter?.Node.State.OnJobEnded(this);

    public RayContext CreateContext() => new(this);
}
