using System.Collections;
using System.Globalization;

namespace Orleans.Ray;

/// <summary>One page of a listing. Filters come before limits: the rows are the first that match, and the counts are of all that do.</summary>
/// <typeparam name="T">The row.</typeparam>
public sealed class StateList<T> : IReadOnlyList<T>
{
    private readonly T[] _rows;

    internal StateList(T[] rows, int total, string? nextCursor, long dropped)
    {
        _rows = rows;
        Total = total;
        NextCursor = nextCursor;
        Dropped = dropped;
    }

    /// <summary>Rows on this page.</summary>
    public int Count => _rows.Length;

    /// <summary>Rows that match on all pages together.</summary>
    public int Total { get; }

    /// <summary>Whether rows follow after this page.</summary>
    public bool IsTruncated => NextCursor is not null;

    /// <summary>Pass it to get the next page; null on the last one. Rows are in the order of their ids, so paging meets no row twice and misses none that stays.</summary>
    public string? NextCursor { get; }

    /// <summary>Rows that are not listed any more, or were never recorded, before any filter. Summaries and metrics still count them.</summary>
    public long Dropped { get; }

    /// <summary>What is not on this page, in words; null where nothing is missing.</summary>
    public string? Warning => (IsTruncated, Dropped) switch
    {
        (false, 0) => null,
        (true, 0) => string.Create(CultureInfo.InvariantCulture, $"{Count} of {Total} rows are shown; pass NextCursor for the next."),
        (false, _) => string.Create(CultureInfo.InvariantCulture, $"{Dropped} older rows were not kept; summaries count them."),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Count} of {Total} rows are shown; pass NextCursor for the next. {Dropped} older rows were not kept; summaries count them."),
    };

    /// <summary>A row of the page.</summary>
    /// <param name="index">Its place, from 0.</param>
    public T this[int index] => _rows[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_rows).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
