namespace Orleans.Ray.Utilities;

/// <summary>The actor behind a <see cref="RayQueue{T}"/>: its items, and who waits to take or to put one.</summary>
/// <remarks>
/// <para>
/// Takers wait only while there are no items, putters only while the queue is full. An item is handed to the taker that came first, and room
/// to the putter that came first; both only if the other still waits: a waiter is answered once, by what it waited for, by its time limit or
/// by being given up, so an item never goes to somebody who has left.
/// </para>
/// <para>
/// Every method runs in turns of the actor, so the lists need no lock. Only the answer to a waiter may come from elsewhere: from a timer, or
/// from the cancellation of the task that waits.
/// </para>
/// </remarks>
[RayActor(MaxConcurrency = int.MaxValue)]
internal sealed partial class QueueActor<T>(int maxSize)
{
    private readonly Queue<T> _items = new();
    private readonly LinkedList<QueueWaiter<T>> _takers = [];
    private readonly LinkedList<QueueWaiter<T>> _putters = [];

    public async Task<bool> PutAsync(T item, TimeSpan limit, Guid ticket, CancellationToken cancellationToken)
    {
        if (HandOver(item))
        {
            return true;
        }

        if (!IsFull())
        {
            _items.Enqueue(item);
            return true;
        }

        return (await WaitAsync(_putters, new QueueWaiter<T>(ticket, item), limit, cancellationToken)).Answered;
    }

    public async Task<(bool Taken, T? Item)> TakeAsync(TimeSpan limit, Guid ticket, CancellationToken cancellationToken) =>
        _items.Count > 0 ? (true, Take()) : await WaitAsync(_takers, new QueueWaiter<T>(ticket, default), limit, cancellationToken);

    /// <summary>Puts all items or none.</summary>
    /// <returns>For how many there is no room.</returns>
    public int PutAll(T[] items)
    {
        var lacking = maxSize > 0 ? items.Length - (maxSize - _items.Count) : 0;
        if (lacking > 0)
        {
            return lacking;
        }

        foreach (var item in items)
        {
            if (!HandOver(item))
            {
                _items.Enqueue(item);
            }
        }

        return 0;
    }

    /// <summary>Takes so many items, or none.</summary>
    public T[]? TakeAll(int count)
    {
        if (_items.Count < count)
        {
            return null;
        }

        var taken = new T[count];
        for (var i = 0; i < count; i++)
        {
            taken[i] = Take();
        }

        return taken;
    }

    public int Count() => _items.Count;

    public bool IsFull() => maxSize > 0 && _items.Count >= maxSize;

    /// <summary>Whoever waits with that ticket waits no longer.</summary>
    public void GiveUp(Guid ticket)
    {
        foreach (var waiter in _takers.Concat(_putters))
        {
            if (waiter.Ticket == ticket)
            {
                waiter.TryGiveUp();
            }
        }
    }

    private T Take()
    {
        var item = _items.Dequeue();
        while (_putters.First is { } first)
        {
            _putters.RemoveFirst();
            if (first.Value.TryAnswer(first.Value.Item!))
            {
                _items.Enqueue(first.Value.Item!);
                break;
            }
        }

        return item;
    }

    private bool HandOver(T item)
    {
        while (_takers.First is { } first)
        {
            _takers.RemoveFirst();
            if (first.Value.TryAnswer(item))
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<(bool Answered, T? Item)> WaitAsync(LinkedList<QueueWaiter<T>> waiters, QueueWaiter<T> waiter, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (limit == TimeSpan.Zero)
        {
            return default;
        }

        var node = waiters.AddLast(waiter);
        var answer = await waiter.WaitAsync(limit, cancellationToken);
        if (node.List is not null)
        {
            waiters.Remove(node);
        }

        return answer;
    }
}
