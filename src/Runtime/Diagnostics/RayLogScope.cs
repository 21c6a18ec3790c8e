namespace Orleans.Ray.Diagnostics;

/// <summary>Which task or actor call writes a log line.</summary>
internal sealed class RayLogScope : LogScope
{
    public RayLogScope(RayContext context)
    {
        Add("RayJobId", context.JobId);
        Add("RayNodeId", context.NodeId);
        Add("RayTaskId", context.TaskId);
        Add("RayTaskName", context.TaskName);
        Add("RayAttempt", context.Attempt);
        if (context.ActorId is { } actor)
        {
            Add("RayActorId", actor);
        }
    }
}
