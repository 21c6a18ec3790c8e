namespace Quickstart.Snippets;

/// <summary>Wait with a time-out: go on with what is ready, cancel what is not.</summary>
internal static partial class Stragglers
{
    // These tasks wait rather than compute, so they ask for no CPU. A cancelled task sees its token signalled.
    [RayTask(NumCpus = 0)]
    public static async Task<int> Fetch(int shard, CancellationToken cancellationToken)
    {
        var isSlow = shard % 4 == 3;
        await Task.Delay(isSlow ? TimeSpan.FromMinutes(10) : TimeSpan.FromMilliseconds(5 * shard), cancellationToken);
        return shard;
    }

    public static Snippet<(int[] Fetched, int Cancelled)> WaitWithTimeout { get; } = new("Wait with a time-out: stragglers are cancelled", async () =>
    {
        var shards = Enumerable.Range(0, 8).Select(i => Stragglers.Remote.Fetch(i)).ToList();
        var (ready, stragglers) = await Ray.WaitAsync(shards, numReturns: shards.Count, timeout: TimeSpan.FromSeconds(1));

        var cancelled = 0;
        foreach (var straggler in stragglers)
        {
            cancelled += await Ray.CancelAsync(straggler) ? 1 : 0;
        }

        return (await Ray.GetAsync(ready), cancelled);
    },
    static outcome => $"shards [{string.Join(", ", outcome.Fetched)}] in time, {outcome.Cancelled} stragglers cancelled");
}
