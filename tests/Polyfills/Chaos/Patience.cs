namespace Orleans.Polyfills.Chaos;

internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task Soon(this Task task) => task.WaitAsync(Limit);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);

    /// <summary>For state that nothing announces: polls it.</summary>
    public static async Task Until(Func<bool> condition, Func<string>? describe = null)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            if (limit.IsCancellationRequested)
            {
                Assert.Fail($"This did not come within {Limit}: {describe?.Invoke()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), CancellationToken.None);
        }
    }
}
