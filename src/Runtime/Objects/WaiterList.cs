using Orleans.Ray.CodeGeneration;

namespace Orleans.Ray.Objects;

/// <summary>The waiters of one object, from the second on. Guarded by its own lock; closed when the object is ready.</summary>
internal sealed class WaiterList(IObjectWaiter first)
{
    private readonly List<IObjectWaiter> _waiters = [first];
    private bool _closed;

    public bool TryAdd(IObjectWaiter waiter)
    {
        lock (_waiters)
        {
            if (_closed)
            {
                return false;
            }

            _waiters.Add(waiter);
            return true;
        }
    }

    public void Remove(IObjectWaiter waiter)
    {
        lock (_waiters)
        {
            // While the list is being notified it must not change; a waiter that is told too late ignores it.
            if (!_closed)
            {
                _waiters.Remove(waiter);
            }
        }
    }

    public void Notify(ObjectState state)
    {
        lock (_waiters)
        {
            _closed = true;
        }

        foreach (var waiter in _waiters)
        {
            waiter.OnReady(state);
        }

        // See Getting: a long list that is no longer used would keep what waited.
        _waiters.Clear();
    }
}
