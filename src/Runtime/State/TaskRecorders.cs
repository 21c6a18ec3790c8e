using System.Collections.Concurrent;

namespace Orleans.Ray.State;

/// <summary>The recorders of one node, one for each thread that submits or runs its work. A new thread takes over that of an ended one whose id it has.</summary>
internal sealed class TaskRecorders(NodeClock clock, TaskEventLevel level, int maxRows)
{
    private readonly ConcurrentDictionary<int, TaskRecorder> _byThread = new();

    public NodeClock Clock => clock;

    public TaskEventLevel Level => level;

    public RowBudget Budget { get; } = new(maxRows);

    public ICollection<TaskRecorder> All => _byThread.Values;

    public TaskRecorder OfThisThread() => _byThread.GetOrAdd(Environment.CurrentManagedThreadId, static (id, owner) => new TaskRecorder(owner, id), this);
}
