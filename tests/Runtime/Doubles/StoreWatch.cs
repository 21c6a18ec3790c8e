namespace Orleans.Ray.Tests.Doubles;

/// <summary>Looks at the object store of the node that is current.</summary>
internal static class StoreWatch
{
    public static async Task<ObjectStoreSummary> SummaryAsync() => Assert.Single(await Ray.State.SummarizeObjectStoresAsync());

    public static async Task<MemoryInfo?> FindAsync(ObjectId id) => (await Ray.State.ListMemoryAsync()).SingleOrDefault(row => row.Id == id);

    /// <summary>Waits until the store holds nothing, in memory or on disk, collecting what nobody refers to.</summary>
    public static Task EmptyAsync() => CollectUntilAsync(async () =>
    {
        var summary = await SummaryAsync();
        return (summary.Objects, summary.UsedBytes, summary.SpilledBytes) == (0, 0, 0);
    });

    public static Task CollectUntilAsync(Func<Task<bool>> condition) => WaitForCondition.HoldsAsync(async () =>
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return await condition();
    });
}
