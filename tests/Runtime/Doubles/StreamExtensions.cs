namespace Orleans.Ray.Tests.Doubles;

/// <summary>Reads streams, with patience.</summary>
internal static class StreamExtensions
{
    /// <summary>The next reference; a test that expects the end asks for <see cref="EndAsync"/>.</summary>
    public static async Task<ObjectRef<T>> NextSoon<T>(this ObjectRefStream<T> stream)
    {
        var next = await stream.NextAsync().AsTask().Soon();
        Assert.NotNull(next);
        return next;
    }

    public static async Task EndAsync<T>(this ObjectRefStream<T> stream) => Assert.Null(await stream.NextAsync().AsTask().Soon());

    /// <summary>All items to the end.</summary>
    public static async Task<List<T>> AllSoon<T>(this ObjectRefStream<T> stream)
    {
        var items = new List<T>();
        await foreach (var item in stream)
        {
            items.Add(await item.Soon());
        }

        return items;
    }

    /// <summary>The producer is as far ahead as it may be.</summary>
    public static Task WaitsForReaderAsync<T>(this ObjectRefStream<T> stream) => WaitForCondition.HoldsAsync(
        async () => (await stream.Completed.ExplainAsync()).Contains("waits for the reader", StringComparison.Ordinal));

    /// <summary>Nothing is held of the ledger any more.</summary>
    public static Task AllResourcesReturnAsync(this IRay ray) => WaitForCondition.HoldsAsync(() =>
    {
        var available = ray.AvailableResources();
        return ray.ClusterResources().All(total => available.GetValueOrDefault(total.Key) == total.Value);
    });
}
