namespace Orleans.Ray;

/// <summary>Makes the conditions of filters: <see cref="Is{T}"/> and <see cref="Not{T}"/>. There are no others, as in Ray.</summary>
public static class FilterValue
{
    /// <summary>Accepts any of the values. A single value may also be assigned as it is.</summary>
    /// <typeparam name="T">The column's type.</typeparam>
    /// <param name="values">One value or more.</param>
    public static FilterValue<T> Is<T>(params IReadOnlyList<T> values)
        where T : notnull => new(values, isNegated: false);

    /// <summary>Accepts all but the values.</summary>
    /// <typeparam name="T">The column's type.</typeparam>
    /// <param name="values">One value or more.</param>
    public static FilterValue<T> Not<T>(params IReadOnlyList<T> values)
        where T : notnull => new(values, isNegated: true);
}
