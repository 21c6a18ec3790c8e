using System.Collections.Concurrent;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.State;

/// <summary>The jobs whose driver is there. Few, and each adds one row.</summary>
internal sealed class JobTable
{
    private static readonly string Program = Path.GetFileName(Environment.GetCommandLineArgs()[0]);

    private readonly ConcurrentDictionary<Job, JobInfo> _jobs = new();

    public int Count => Snapshot().Count();

    public void Add(Job job, DateTimeOffset now) => _jobs[job] = new JobInfo
    {
        Id = job.Id,
        IsRunning = true,
        Namespace = job.Namespace,
        DriverProcessId = Environment.ProcessId,
        Entrypoint = Program,
        StartedAt = now,
    };

    public JobInfo? Remove(Job job) => _jobs.TryRemove(job, out var row) && job.IsListed ? row : null;

    public IEnumerable<JobInfo> Snapshot() => _jobs.Where(static entry => entry.Key.IsListed).Select(static entry => entry.Value);
}
