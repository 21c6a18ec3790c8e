namespace Quickstart.Snippets;

/// <summary>Different actors run side by side; the calls of one run in the order in which they were made.</summary>
internal static class Counters
{
    public static Snippet<(int[] Each, int[] First)> TenThenFive { get; } = new("Actors: ten counters, then one five times", async () =>
    {
        var counters = Enumerable.Range(0, 10).Select(_ => Counter.Remote.Create()).ToList();
        int[] each = await Ray.GetAsync(counters.Select(counter => counter.Increment()).ToList());

        var calls = Enumerable.Range(0, 5).Select(_ => counters[0].Increment()).ToList();
        int[] first = await Ray.GetAsync(calls);
        return (each, first);
    },
    static counts => $"[{string.Join(", ", counts.Each)}] and [{string.Join(", ", counts.First)}]");
}
