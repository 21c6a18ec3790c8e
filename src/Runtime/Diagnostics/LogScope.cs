using System.Collections;

namespace Orleans.Ray.Diagnostics;

/// <summary>A scope of a log line: names and values, as structured loggers want them, and one line for others.</summary>
internal abstract class LogScope : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _values = [];

    public int Count => _values.Count;

    public KeyValuePair<string, object?> this[int index] => _values[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(", ", _values.Select(static value => $"{value.Key}:{value.Value}"));

    protected void Add(string name, object? value) => _values.Add(new(name, value));
}
