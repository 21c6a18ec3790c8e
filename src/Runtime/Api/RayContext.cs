using Orleans.Ray.Resources;
using Orleans.Ray.Tasks;

namespace Orleans.Ray;

/// <summary>Who the current code is: the job, task, actor and node it runs in, and what it holds. Ray's <c>get_runtime_context()</c>.</summary>
public sealed class RayContext
{
    private readonly ResourceSet _assigned;

    internal RayContext(Job job)
        : this(job, null, null, null, 0, ResourceSet.Empty, null)
    {
    }

    internal RayContext(Job job, TaskId? taskId, string? taskName, ActorId? actorId, int attempt, ResourceSet assigned, ResourceGrant? grant)
    {
        JobId = job.Id;
        NodeId = job.Node.Id;
        Namespace = job.Namespace;
        TaskId = taskId;
        TaskName = taskName;
        ActorId = actorId;
        Attempt = attempt;
        _assigned = assigned;
        GpuIds = grant?.GpuIds ?? [];
    }

    /// <summary>The context of the code that asks: of the task or actor call that it runs in, or else of the driver.</summary>
    /// <exception cref="RayNotInitializedException">No node runs in this process.</exception>
    public static RayContext Current => Ray.CurrentScope.CreateContext();

    /// <summary>The job that the code belongs to.</summary>
    public JobId JobId { get; }

    /// <summary>The node that it runs on.</summary>
    public NodeId NodeId { get; }

    /// <summary>Where its named actors live.</summary>
    public string Namespace { get; }

    /// <summary>The task or actor call; null in a driver.</summary>
    public TaskId? TaskId { get; }

    /// <summary>The task's name; null in a driver.</summary>
    public string? TaskName { get; }

    /// <summary>The actor; null outside of one.</summary>
    public ActorId? ActorId { get; }

    /// <summary>Which attempt of the task this is, from 0.</summary>
    public int Attempt { get; }

    /// <summary>What the task or actor holds, by resource name.</summary>
    public IReadOnlyDictionary<string, double> AssignedResources => _assigned.ToDictionary();

    /// <summary>The ids of the GPUs that it holds, or holds a share of.</summary>
    public IReadOnlyList<int> GpuIds { get; }
}
