namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks with several returns whose first attempts come to nothing.</summary>
internal static partial class RetriedReturns
{
    /// <summary>Which attempt it is, twice, once so many have failed.</summary>
    [RayTask(NumReturns = 2, RetryExceptions = true)]
    public static (int Attempt, List<int> Same) Tuple(int attempts)
    {
        var attempt = Attempt(attempts);
        return (attempt, [attempt]);
    }

    [RayTask(NumReturns = -1, RetryExceptions = true)]
    public static async Task<List<int>> Many(int count, int attempts)
    {
        await Task.Yield();
        var attempt = Attempt(attempts);
        return [.. Enumerable.Repeat(attempt, count)];
    }

    /// <summary>Makes fewer than it should at first, which is an exception like others.</summary>
    [RayTask(NumReturns = 3, RetryExceptions = true)]
    public static IEnumerable<int> Growing()
    {
        for (var i = 0; i < 2 + RayContext.Current.Attempt; i++)
        {
            yield return i;
        }
    }

    [RayTask(NumReturns = 2)]
    public static (int, int) Crash(int attempts) => RayContext.Current.Attempt < attempts
        ? throw new WorkerCrashedException($"attempt {RayContext.Current.Attempt}")
        : (RayContext.Current.Attempt, 0);

    [RayTask(NumReturns = 2, MaxRetries = -1, RetryExceptions = true)]
    public static (int, int) PassAndFail(string gate)
    {
        Gate.Find(gate).Pass();
        throw new InvalidOperationException("again");
    }

    private static int Attempt(int attempts)
    {
        var attempt = RayContext.Current.Attempt;
        return attempt < attempts ? throw new InvalidOperationException($"attempt {attempt}") : attempt;
    }
}
