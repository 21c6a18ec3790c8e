using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Objects;

/// <summary>The waiters of one object, from the second on. Guarded by its own lock; closed when the object is ready.</summary>
internal sealed class WaiterList(IObjectWaiter first)
{
    private readonly List<IObjectWaiter> _waiters = [first];
    private int _ended;
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

    /// <summary>A waiter of the list has ended without it. So many may, one after the other, that they are taken out by halves.</summary>
    public void ForgetEnded()
    {
        lock (_waiters)
        {
            if (!_closed && ++_ended * 2 >= _waiters.Count)
            {
                _waiters.RemoveAll(static waiter => waiter is IInvocation { HasEnded: true });
                _ended = 0;
            }
        }
    }

    public void Notify(ObjectState state)
    {
        lock (_waiters)
        {
            _closed = true;
        }

        for (var i = 0; i < _waiters.Count; i++)
        {
            // See Getting: a long list would keep what waited, which may have ended before the last one is told.
            var waiter = _waiters[i];
            _waiters[i] = null!;
            waiter.OnReady(state);
        }
    }
}
