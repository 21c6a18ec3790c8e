using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Conformance.Directory;

/// <summary>What happened to each grain, in order, in all silos of this process.</summary>
internal static class Events
{
    private static readonly ConcurrentDictionary<GrainId, ConcurrentQueue<string>> All = new();

    public static void Add(GrainId grain, string what) => All.GetOrAdd(grain, static _ => new ConcurrentQueue<string>()).Enqueue(what);

    public static string[] Of(IAddressable grain) => [.. All.GetValueOrDefault(grain.GetGrainId(), [])];
}
