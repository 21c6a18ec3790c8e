namespace Orleans.Ray.State;

/// <summary>The last rows of something that ends for good; an older row goes when a new one comes.</summary>
internal sealed class BoundedTable<TRow>(int capacity)
{
    private readonly Queue<TRow> _rows = new();
    private long _added;

    public int Count
    {
        get
        {
            lock (_rows)
            {
                return _rows.Count;
            }
        }
    }

    /// <summary>Rows that were added and are gone.</summary>
    public long Dropped
    {
        get
        {
            lock (_rows)
            {
                return _added - _rows.Count;
            }
        }
    }

    public void Add(TRow row)
    {
        lock (_rows)
        {
            _added++;
            _rows.Enqueue(row);
            if (_rows.Count > capacity)
            {
                _rows.Dequeue();
            }
        }
    }

    public TRow[] Snapshot()
    {
        lock (_rows)
        {
            return [.. _rows];
        }
    }
}
