using System.Collections.Concurrent;
using Orleans.Ray.CodeGeneration;

namespace Orleans.Ray.State;

/// <summary>The large objects that somebody refers to. It refers to them weakly, and forgets a collected one when the table has grown to twice what was alive.</summary>
internal sealed class ObjectTable
{
    public const long LargeBytes = 100 * 1024;

    private const int FirstSweep = 1024;

    private readonly ConcurrentDictionary<ObjectId, (WeakReference<ObjectState> State, JobId Job, string? TaskName, Type Type, long Size)> _rows = new();
    private int _sweepAt = FirstSweep;

    public int Count => _rows.Count;

    public void Add(ObjectState state, JobId job, string? taskName, Type type, long size)
    {
        _rows[state.Id] = (new WeakReference<ObjectState>(state), job, taskName, type, size);
        if (_rows.Count >= Volatile.Read(ref _sweepAt))
        {
            Sweep();
        }
    }

    public IEnumerable<ObjectInfo> Snapshot(NodeId node)
    {
        Sweep();
        foreach (var (id, row) in _rows)
        {
            if (row.State.TryGetTarget(out var state) && state.Error is null && state.IsReady)
            {
                yield return new ObjectInfo { Id = id, IsReady = true, Type = row.Type.FullName ?? row.Type.Name, Size = row.Size, TaskName = row.TaskName, JobId = row.Job, NodeId = node };
            }
        }
    }

    private void Sweep()
    {
        foreach (var (id, row) in _rows)
        {
            if (!row.State.TryGetTarget(out _))
            {
                _rows.TryRemove(id, out _);
            }
        }

        Volatile.Write(ref _sweepAt, Math.Max(FirstSweep, _rows.Count * 2));
    }
}
