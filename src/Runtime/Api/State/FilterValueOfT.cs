namespace Orleans.Ray;

/// <summary>A condition on one column of a listing: equal to one of some values, or to none of them.</summary>
/// <typeparam name="T">The column's type.</typeparam>
public sealed class FilterValue<T>
    where T : notnull
{
    private readonly T[] _values;
    private readonly bool _isNegated;

    internal FilterValue(IReadOnlyList<T> values, bool isNegated)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            throw new ArgumentException("A condition needs a value to compare with.", nameof(values));
        }

        _values = [.. values];
        _isNegated = isNegated;
    }

    /// <summary>The condition that the column equals a value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator FilterValue<T>(T value) => FilterValue.Is(value);

    /// <summary>The condition as a filter's text writes it: <c>=RUNNING</c>, <c>!=a,b</c>.</summary>
    public override string ToString() => $"{(_isNegated ? "!=" : "=")}{string.Join(',', _values)}";

    internal bool Accepts(T value) => Array.IndexOf(_values, value) >= 0 != _isNegated;

    /// <summary>Whether the condition accepts a row that has nothing in the column.</summary>
    internal bool AcceptsNothing => _isNegated;

    /// <summary>The condition that both make together; only what excludes values can be added to.</summary>
    internal FilterValue<T>? And(FilterValue<T> other) => _isNegated && other._isNegated ? new FilterValue<T>([.. _values, .. other._values], isNegated: true) : null;
}
