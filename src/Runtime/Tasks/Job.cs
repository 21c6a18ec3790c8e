namespace Orleans.Ray.Tasks;

/// <summary>One driver's work: its id, its namespace, and the scope that the driver's own code runs in.</summary>
/// <remarks>
/// A driver's job is made before its node has started, so that it is the ambient scope of the code that called <see cref="Ray.InitAsync"/>;
/// it is open from the node's start to its end.
/// </remarks>
internal sealed class Job(string? @namespace = null, bool isImplicit = false) : IExecutionScope
{
    private readonly TaskId _driver = TaskId.NewId();
    private Submitter? _submitter;

    public JobId Id => new(_driver.High, _driver.Low);

    /// <summary>Where the names of the job's actors live; its own unless it was given one.</summary>
    public string Namespace { get; } = @namespace ?? Guid.NewGuid().ToString();

    /// <summary>Whether it counts as a job: that of a silo's own code does from its first submission on.</summary>
    public bool IsListed => !isImplicit || _submitter is { HasSubmitted: true };

    public bool IsOpen => Volatile.Read(ref _submitter) is { Node.HasStopped: false };

    public Submitter Submitter => Volatile.Read(ref _submitter) ?? throw new RayNotInitializedException("The node has not started yet.");

    public RayNode Node => Submitter.Node;

    public CpuLease? CpuLease => null;

    public int Depth => 0;

    Job IExecutionScope.Job => this;

    public void Open(RayNode node)
    {
        Volatile.Write(ref _submitter, Submitter.OfDriver(node, this, _driver));
        node.State.OnJobStarted(this);
    }

    public void Close() => _submitter?.Node.State.OnJobEnded(this);

    public RayContext CreateContext() => new(this);
}
