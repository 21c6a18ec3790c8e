namespace Orleans.Ray.State;

/// <summary>How often the runs of one function ended on one thread. Only that thread counts; others may read.</summary>
internal sealed class NameCounts(string name, TaskKind kind)
{
    private long _finished;
    private long _failed;
    private long _cancelled;
    private long _retried;

    public string Name => name;

    public TaskKind Kind => kind;

    public long Finished => Volatile.Read(ref _finished);

    public long Failed => Volatile.Read(ref _failed);

    public long Cancelled => Volatile.Read(ref _cancelled);

    public long Retried => Volatile.Read(ref _retried);

    public void AddFinished() => _finished++;

    public void AddFailed(Exception failure, bool isRetried)
    {
        _failed++;
        _cancelled += failure is RayTaskCancelledException ? 1 : 0;
        _retried += isRetried ? 1 : 0;
    }
}
