namespace Orleans.Ray.State;

/// <summary>Keeps the first rows after a cursor of all that are added, in any order and number, and counts the rest.</summary>
internal sealed class PageBuilder<TRow>
{
    /// <summary>The most rows of one page.</summary>
    public const int MaxLimit = 10_000;

    private readonly PriorityQueue<(RowKey Key, TRow Row), RowKey> _last = new(Comparer<RowKey>.Create(static (x, y) => y.CompareTo(x)));
    private readonly HashSet<RowKey> _kept = [];
    private readonly RowKey? _after;
    private readonly int _limit;
    private int _afterCursor;

    public PageBuilder(int limit, string? cursor)
    {
        if (limit is < 1 or > MaxLimit)
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, $"The limit must be from 1 to {MaxLimit}; page through more rows with the cursor.");
        }

        _limit = limit;
        _after = cursor is null ? null : RowKey.Parse(cursor);
    }

    public int Total { get; private set; }

    public void Add(RowKey key, TRow row)
    {
        // Work that moves while it is listed may be met twice.
        if (_kept.Contains(key))
        {
            return;
        }

        Total++;
        if (_after is { } after && key.CompareTo(after) <= 0)
        {
            return;
        }

        _afterCursor++;
        if (_last.Count == _limit)
        {
            if (key.CompareTo(_last.Peek().Key) > 0)
            {
                return;
            }

            _kept.Remove(_last.Dequeue().Key);
        }

        _kept.Add(key);
        _last.Enqueue((key, row), key);
    }

    public StateList<T> Build<T>(Converter<TRow, T> toInfo, long dropped = 0)
    {
        var items = new T[_last.Count];
        RowKey? last = null;
        for (var i = items.Length - 1; i >= 0; i--)
        {
            var (key, row) = _last.Dequeue();
            last ??= key;
            items[i] = toInfo(row);
        }

        return new StateList<T>(items, Total, _afterCursor > items.Length ? last?.ToString() : null, dropped);
    }
}
