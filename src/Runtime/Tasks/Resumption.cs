namespace Orleans.Ray.Tasks;

/// <summary>Awaits that a task has its CPU back.</summary>
internal sealed class Resumption : IResumable
{
    private readonly TaskCompletionSource _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static Task WaitAsync(CpuLease lease)
    {
        var resumption = new Resumption();
        lease.EndWait(resumption);
        return resumption._resumed.Task;
    }

    public void Resume() => _resumed.SetResult();
}
