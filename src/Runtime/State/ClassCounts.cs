using System.Collections.Concurrent;

namespace Orleans.Ray.State;

/// <summary>How many actors of each class have ended.</summary>
internal sealed class ClassCounts
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, long>> All => _counts;

    public long Total => _counts.Values.Sum();

    public void Add(string className) => _counts.AddOrUpdate(className, 1, static (_, count) => count + 1);
}
