namespace Orleans.Runtime;

/// <summary>A queue whose first item needs no array: most activations never have more than one waiting.</summary>
internal struct WorkQueue
{
    private const int InitialCapacity = 4;
    private const int MaxKeptCapacity = 64;

    // The oldest item; the ring has those that came after it.
    private object? _first;
    private object?[]? _ring;
    private int _head;

    public int Count { get; private set; }

    public void Enqueue(object item)
    {
        if (Count == 0)
        {
            _first = item;
        }
        else
        {
            if (_ring is null || Count - 1 == _ring.Length)
            {
                Grow();
            }

            _ring![(_head + Count - 1) & (_ring.Length - 1)] = item;
        }

        Count++;
    }

    public bool TryDequeue([NotNullWhen(true)] out object? item)
    {
        item = _first;
        if (Count == 0)
        {
            return false;
        }

        Count--;
        _first = null;
        if (Count > 0)
        {
            _first = _ring![_head];
            _ring[_head] = null;
            _head = (_head + 1) & (_ring.Length - 1);
        }
        else if (_ring is { Length: > MaxKeptCapacity })
        {
            _ring = null;
            _head = 0;
        }

        return item is not null;
    }

    public readonly List<Task> Tasks()
    {
        var tasks = new List<Task>();
        for (var i = 0; i < Count; i++)
        {
            if ((i == 0 ? _first : _ring![(_head + i - 1) & (_ring.Length - 1)]) is Task task)
            {
                tasks.Add(task);
            }
        }

        return tasks;
    }

    /// <summary>Takes the messages out and leaves the rest, in order.</summary>
    public List<Message> TakeMessages()
    {
        var messages = new List<Message>();
        var rest = new List<object>();
        while (TryDequeue(out var item))
        {
            if (item is Message message)
            {
                messages.Add(message);
            }
            else
            {
                rest.Add(item);
            }
        }

        foreach (var item in rest)
        {
            Enqueue(item);
        }

        return messages;
    }

    private void Grow()
    {
        var larger = new object?[_ring is null ? InitialCapacity : _ring.Length * 2];
        for (var i = 0; i < Count - 1; i++)
        {
            larger[i] = _ring![(_head + i) & (_ring.Length - 1)];
        }

        _ring = larger;
        _head = 0;
    }
}
