using System.Globalization;

namespace Orleans.Ray.State;

/// <summary>Conditions as text, taken column by column; what is left at the end names no column.</summary>
internal sealed class FilterText
{
    private readonly List<(string Column, bool IsNegated, string Value, string Text)> _conditions = [];
    private readonly List<string> _columns = [];

    public FilterText(IReadOnlyList<string> conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        foreach (var condition in conditions)
        {
            var text = condition ?? throw new ArgumentException("A condition is null; write column=value or column!=value.", nameof(conditions));
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var isNegated = equals > 0 && text[equals - 1] == '!';
            var column = equals < 0 ? string.Empty : text[..(isNegated ? equals - 1 : equals)].Trim();
            if (column.Length == 0 || !column.All(static c => char.IsLetterOrDigit(c) || c == '_'))
            {
                throw new ArgumentException($"'{text}' is no condition; write column=value or column!=value. There are no other comparisons.", nameof(conditions));
            }

            _conditions.Add((Plain(column), isNegated, text[(equals + 1)..].Trim(), text));
        }
    }

    public FilterValue<string>? TakeString(string column, string? alias = null) => Take(column, alias, static value => (true, value), "text");

    public FilterValue<T>? TakeEnum<T>(string column, string? alias = null)
        where T : struct, Enum => Take(
            column,
            alias,
            static value => (Enum.TryParse<T>(Plain(value), ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) && !char.IsAsciiDigit(value[0]), parsed),
            string.Join(", ", Enum.GetNames<T>()));

    public FilterValue<int>? TakeNumber(string column, string? alias = null) =>
        Take(column, alias, static value => (int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number), number), "a number");

    public FilterValue<bool>? TakeBool(string column) => Take<bool>(
        column,
        null,
        static value => value.ToUpperInvariant() switch
        {
            "TRUE" or "1" => (true, true),
            "FALSE" or "0" => (true, false),
            _ => (false, false),
        },
        "true or false");

    public FilterValue<T>? TakeId<T>(string column, Func<ulong, ulong, T> create, string? alias = null)
        where T : struct => Take(
            column,
            alias,
            value => (UInt128.TryParse(value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) && value.Length == 32, create((ulong)(id >> 64), (ulong)id)),
            "an id of 32 hexadecimal digits");

    public void ThrowIfAnyLeft()
    {
        if (_conditions.Count > 0)
        {
            throw new ArgumentException($"'{_conditions[0].Text}' names no column; there are {string.Join(", ", _columns)}.", "conditions");
        }
    }

    private static string Plain(string name) => name.Replace("_", string.Empty, StringComparison.Ordinal).ToUpperInvariant();

    private FilterValue<T>? Take<T>(string column, string? alias, Func<string, (bool IsValid, T Value)> parse, string expected)
        where T : notnull
    {
        _columns.Add(column);
        FilterValue<T>? taken = null;
        for (var i = 0; i < _conditions.Count; i++)
        {
            var (name, isNegated, value, text) = _conditions[i];
            if (name != Plain(column) && (alias is null || name != Plain(alias)))
            {
                continue;
            }

            if (value.Length == 0 || parse(value) is not (true, var parsed))
            {
                throw new ArgumentException($"'{text}' has no value that '{column}' can have; give {expected}.", "conditions");
            }

            var match = isNegated ? FilterValue.Not(parsed) : FilterValue.Is(parsed);
            taken = taken is null ? match : taken.And(match)
                ?? throw new ArgumentException($"'{text}' is one condition too many on '{column}'; give one column=value, or any number of column!=value.", "conditions");
            _conditions.RemoveAt(i--);
        }

        return taken;
    }
}
