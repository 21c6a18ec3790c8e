namespace Orleans.Ray;

/// <summary>What a node's label must be like, for <see cref="SchedulingStrategy.NodeLabels"/>. A string alone means <see cref="In"/> with that value.</summary>
public sealed class LabelMatch
{
    private readonly IReadOnlyList<string>? _values;
    private readonly bool _wanted;

    private LabelMatch(IReadOnlyList<string>? values, bool wanted)
    {
        _values = values;
        _wanted = wanted;
    }

    /// <summary>The node has the label, with any value.</summary>
    public static LabelMatch Exists { get; } = new(null, true);

    /// <summary>The node does not have the label.</summary>
    public static LabelMatch DoesNotExist { get; } = new(null, false);

    /// <summary>The node has the label, with that value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator LabelMatch(string value) => In(value);

    /// <summary>The node has the label, with that value.</summary>
    /// <param name="value">The value.</param>
    public static LabelMatch FromString(string value) => In(value);

    /// <summary>The node has the label, with one of these values.</summary>
    /// <param name="values">The values; one or more.</param>
    /// <exception cref="ArgumentException">There is no value, or one is null.</exception>
    public static LabelMatch In(params string[] values) => new(Check(values), true);

    /// <summary>The node does not have the label, or has it with none of these values.</summary>
    /// <param name="values">The values; one or more.</param>
    /// <exception cref="ArgumentException">There is no value, or one is null.</exception>
    public static LabelMatch NotIn(params string[] values) => new(Check(values), false);

    /// <summary>The match as people write it: <c>in (a, b)</c>.</summary>
    public override string ToString() => _values is null
        ? _wanted ? "exists" : "does not exist"
        : $"{(_wanted ? "in" : "not in")} ({string.Join(", ", _values)})";

    internal bool Matches(string? value) => (_values is null ? value is not null : value is not null && _values.Contains(value, StringComparer.Ordinal)) == _wanted;

    private static string[] Check(string[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Length > 0 && Array.TrueForAll(values, static value => value is not null)
            ? [.. values]
            : throw new ArgumentException("Name one value or more, none of them null; use LabelMatch.Exists or DoesNotExist where the value does not matter.", nameof(values));
    }
}
