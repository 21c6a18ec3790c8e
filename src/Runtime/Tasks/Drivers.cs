namespace Orleans.Ray.Tasks;

/// <summary>The drivers of this process. Almost always there is one.</summary>
internal static class Drivers
{
    private static readonly Lock Gate = new();

    // The open ones, in the order in which they started; replaced, never changed.
    private static Job[] _open = [];

    /// <summary>The scope of the running code: its task's or its driver's, else that of the last driver which the process started.</summary>
    public static IExecutionScope? FindScope()
    {
        if (ExecutionScope.Current is { } scope && (scope is not Job job || job.IsOpen))
        {
            return scope;
        }

        var open = Volatile.Read(ref _open);
        return open.Length == 0 ? null : open[^1];
    }

    /// <summary>Makes a new driver the scope of the caller and of what it starts.</summary>
    public static Job Enter(RayOptions options)
    {
        if (ExecutionScope.Current is { } scope && (scope is not Job current || current.IsOpen))
        {
            throw new InvalidOperationException("Ray is initialized already. Use Ray.Current, or dispose of what Ray.InitAsync returned before you initialize it again.");
        }

        var job = new Job(options);
        ExecutionScope.Current = job;
        return job;
    }

    public static void Open(Job job, RayNode node)
    {
        job.Open(node);
        lock (Gate)
        {
            _open = [.. _open, job];
        }
    }

    public static void Close(Job job)
    {
        job.Close();
        lock (Gate)
        {
            _open = [.. _open.Where(other => !ReferenceEquals(other, job))];
        }

        job.Node.PlacementGroups.RemoveOf(job);
    }
}
