using System.Collections.Concurrent;

namespace Orleans.Conformance.GrainServices;

/// <summary>What has happened to the services of one silo.</summary>
public sealed class ServiceEvents
{
    private readonly ConcurrentQueue<string> _events = new();

    public void Add(string name) => _events.Enqueue(name);

    public List<string> All() => [.. _events];

    public static IEnumerable<string> WithoutRanges(List<string> events) => events.Where(name => !name.StartsWith("range", StringComparison.Ordinal));
}
