using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>Waits for what announces itself by no event. The only place that polls.</summary>
internal static class WaitForCondition
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static Task HoldsAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? what = null) =>
        HoldsAsync(() => Task.FromResult(condition()), what);

    public static async Task HoldsAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < Limit, $"This did not come true within {Limit.TotalSeconds} s: {what}");
            await Task.Delay(Pause);
        }
    }
}
