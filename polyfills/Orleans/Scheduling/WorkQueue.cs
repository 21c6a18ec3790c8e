namespace Orleans.Runtime;

/// <summary>A ring that starts small: most activations never have more than a few items waiting.</summary>
internal struct WorkQueue
{
    private const int InitialCapacity = 4;

    private object?[]? _items;
    private int _head;

    public int Count { get; private set; }

    public void Enqueue(object item)
    {
        if (_items is null || Count == _items.Length)
        {
            Grow();
        }

        _items![(_head + Count) & (_items.Length - 1)] = item;
        Count++;
    }

    public bool TryDequeue([NotNullWhen(true)] out object? item)
    {
        if (Count == 0)
        {
            item = null;
            return false;
        }

        item = _items![_head]!;
        _items[_head] = null;
        _head = (_head + 1) & (_items.Length - 1);
        Count--;
        return true;
    }

    public readonly List<Task> Tasks()
    {
        var tasks = new List<Task>();
        for (var i = 0; i < Count; i++)
        {
            if (_items![(_head + i) & (_items.Length - 1)] is Task task)
            {
                tasks.Add(task);
            }
        }

        return tasks;
    }

    private void Grow()
    {
        var larger = new object?[_items is null ? InitialCapacity : _items.Length * 2];
        for (var i = 0; i < Count; i++)
        {
            larger[i] = _items![(_head + i) & (_items.Length - 1)];
        }

        _items = larger;
        _head = 0;
    }
}
