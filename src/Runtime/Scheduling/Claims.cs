using Orleans.Ray.PlacementGroups;

namespace Orleans.Ray.Scheduling;

/// <summary>The placement groups that wait for their resources, first come first.</summary>
internal sealed class Claims
{
    private readonly LinkedList<GroupState> _waiting = new();
    private volatile int _count;

    public bool IsEmpty => _count == 0;

    public void Add(GroupState group)
    {
        lock (_waiting)
        {
            // One that was removed before it got here would stay.
            if (group.Phase == GroupPhase.Pending)
            {
                _waiting.AddLast(group);
                _count = _waiting.Count;
            }
        }
    }

    public void Remove(GroupState group)
    {
        lock (_waiting)
        {
            _waiting.Remove(group);
            _count = _waiting.Count;
        }
    }

    public GroupState[] ToArray()
    {
        lock (_waiting)
        {
            return [.. _waiting];
        }
    }

    public int CountBefore(GroupState group)
    {
        lock (_waiting)
        {
            return _waiting.TakeWhile(other => !ReferenceEquals(other, group)).Count();
        }
    }
}
