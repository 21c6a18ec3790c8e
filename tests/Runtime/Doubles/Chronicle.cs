using System.Collections.Concurrent;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>What happened, in its order, kept outside of the actors that it happened to. Found by its id.</summary>
internal sealed class Chronicle : IDisposable
{
    private static readonly ConcurrentDictionary<string, Chronicle> Chronicles = new(StringComparer.Ordinal);

    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];

    public Chronicle() => Chronicles[Id] = this;

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public string[] Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    public static Chronicle Find(string id) => Chronicles[id];

    /// <summary>Writes a line; how often it has been written so far.</summary>
    public int Write(string line)
    {
        lock (_lock)
        {
            _lines.Add(line);
            return _lines.Count(other => other == line);
        }
    }

    public int Count(string line) => Lines.Count(other => other == line);

    public void Dispose() => Chronicles.TryRemove(Id, out _);
}
