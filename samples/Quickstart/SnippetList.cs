using Quickstart.Snippets;

namespace Quickstart;

/// <summary>Every snippet, in the order in which to read them.</summary>
internal static class SnippetList
{
    public static IReadOnlyList<ISnippet> All { get; } =
    [
        Matrices.ZerosAndMultiply,
        Chain.ThreeIncrements,
        TreeReduce.Sum,
        NestedTasks.Experiments,
        Counters.TenThenFive,
        RollingWait.FiveInFlight,
        Stragglers.WaitWithTimeout,
        Simulations.Rollouts,
        Training.FourWorkers,
    ];
}
