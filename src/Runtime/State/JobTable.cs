using System.Collections.Concurrent;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.State;

/// <summary>The jobs whose driver is there.</summary>
internal sealed class JobTable
{
    private static readonly string Program = Path.GetFileName(Environment.GetCommandLineArgs()[0]);

    private readonly ConcurrentDictionary<JobId, JobInfo> _jobs = new();

    public int Count => _jobs.Count;

    public void Add(Job job, DateTimeOffset now) => _jobs[job.Id] = new JobInfo
    {
        Id = job.Id,
        IsRunning = true,
        Namespace = job.Namespace,
        DriverProcessId = Environment.ProcessId,
        Entrypoint = Program,
        StartedAt = now,
    };

    public JobInfo? Remove(Job job) => _jobs.TryRemove(job.Id, out var row) ? row : null;

    public IEnumerable<JobInfo> Snapshot() => _jobs.Values;
}
