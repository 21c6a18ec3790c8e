namespace Orleans.Ray.Tests.Doubles;

/// <summary>Nodes of random graphs.</summary>
internal static partial class GraphTasks
{
    /// <summary>What <see cref="Block"/> and <see cref="Branch"/> return for a depth of 4.</summary>
    public const int LeavesAtDepth4 = 8;

    [RayTask]
    public static int Leaf(int value, CancellationToken cancellationToken)
    {
        if (value % 8 == 0)
        {
            Thread.SpinWait(500);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return IsBad(value) ? throw new InvalidOperationException("leaf") : value;
    }

    public static bool IsBad(int value) => value % 97 == 0;

    [RayTask]
    public static int Block(int depth)
    {
        if (depth <= 0)
        {
            return 1;
        }

        var left = Remote.Block(depth - 1);
        var right = Remote.Branch(depth - 2);
        return Ray.Get(left) + Ray.Get(right);
    }

    [RayTask]
    public static async Task<int> Branch(int depth)
    {
        if (depth <= 0)
        {
            return 1;
        }

        var left = Remote.Block(depth - 1);
        var right = Remote.Branch(depth - 2);
        return await left + await right;
    }

    [RayTask(NumGpus = 0.5)]
    public static async Task<int> UseGpu(int value)
    {
        var gpus = RayContext.Current.GpuIds.Count;
        await Task.Yield();
        return await Sums.Remote.Add(value, gpus - 1);
    }

    /// <summary>Fails in a quarter of its attempts.</summary>
    [RayTask(RetryExceptions = true, MaxRetries = 3)]
    public static async Task<int> Flicker(int value)
    {
        await Task.Yield();
        return new Random(value + RayContext.Current.Attempt).Next(4) == 0 ? throw new InvalidOperationException("flicker") : value;
    }

    [RayTask]
    public static async Task<int> GiveUpThenAwait(int value)
    {
        var branch = Remote.Branch(3);
        try
        {
            await Ray.GetAsync(branch, TimeSpan.FromMilliseconds(value % 2));
        }
        catch (GetTimeoutException)
        {
            await branch;
        }

        return value;
    }

    [RayTask]
    public static async Task<int> WaitForTwo(int value)
    {
        var sums = Enumerable.Range(0, 5).Select(static i => Sums.Remote.Add(i, i)).ToArray();
        var (ready, remaining) = await Ray.WaitAsync(sums, 2);
        return ready.Count == 2 && remaining.Count == 3 && Ray.Get(sums).Sum() == 20 ? value : -1;
    }

    [RayTask(GeneratorBackpressureNumObjects = 2)]
    public static async IAsyncEnumerable<int> CountUp()
    {
        for (var i = 0; ; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    /// <summary>The sum of the first items of a stream without end, which is then disposed of.</summary>
    [RayTask]
    public static async Task<int> ReadSome(int count)
    {
        await using var items = Remote.CountUp();
        var sum = 0;
        for (var i = 0; i < count; i++)
        {
            sum += await (await items.NextAsync())!;
        }

        return sum;
    }

    [RayTask]
    public static async Task<int> CallActor(GraphActor.Handle actor, int value) => await actor.Put(value);
}
