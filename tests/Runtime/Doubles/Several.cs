namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks with several returns.</summary>
internal static partial class Several
{
    [RayTask(NumReturns = 2)]
    public static (double[] X, double[] Y) FakeData(int n, int seed = 0) => ([.. Enumerable.Repeat((double)seed, n)], [.. Enumerable.Repeat(seed + 1.0, n)]);

    [RayTask(NumReturns = 3)]
    public static (int, int, int) Divide(int a, int b) => (a / b, a % b, a);

    [RayTask(NumReturns = 2)]
    public static async Task<(string Text, int Length)> DescribeAsync(string text)
    {
        await Task.Yield();
        return (text, text.Length);
    }

    [RayTask(NumReturns = 2)]
    public static async ValueTask<(T First, T Second)> BothAsync<T>(T first, T second)
    {
        await Task.Yield();
        return (first, second);
    }

    [RayTask(NumReturns = 9)]
    public static (int A, int B, int C, int D, int E, int F, int G, string H, int I) Wide() => (1, 2, 3, 4, 5, 6, 7, "8", 9);

    [RayTask]
    public static (int, int) OneTuple() => (1, 2);

    [RayTask(NumReturns = 2)]
    public static (Frozen, Frozen) TwoFrozen(string text) => (new Frozen(text), new Frozen(text));

    [RayTask(NumReturns = 2)]
    public static (List<int>, List<int>) OneListTwice()
    {
        List<int> list = [1];
        return (list, list);
    }

    [RayTask(NumReturns = 2)]
    public static (int, Plain) Unserializable() => (1, new Plain());

    [RayTask(NumReturns = 2)]
    public static (NDArray<double>, Plain) LargeAndUnserializable() => (Bulk.NewBlock(1), new Plain());

    [RayTask(NumReturns = 2)]
    public static (int, int) PassTwo(string gate, CancellationToken cancellationToken)
    {
        Gate.Find(gate).Pass(cancellationToken);
        return (1, 2);
    }

    [RayTask(NumReturns = 2)]
    public static (double[], double[]) TwoLargeLate(string gate)
    {
        Gate.Find(gate).Pass();
        return (new double[100_000], new double[100_000]);
    }

    [RayTask(NumReturns = 2)]
    public static (Delicate, int) OneDelicate() => (new Delicate(0), 2);

    [RayTask(NumReturns = 2, MaxRetries = 1, RetryExceptions = true)]
    public static (int, int) FailOnce() =>
        RayContext.Current.Attempt == 0 ? throw new InvalidOperationException("first attempt") : (1, RayContext.Current.Attempt);

    [RayTask(NumReturns = 3)]
    public static int[] Three(int count) => [.. Enumerable.Range(0, count)];

    [RayTask(NumReturns = -1)]
    public static IReadOnlyList<int> Many(int count) => [.. Enumerable.Range(0, count)];

    [RayTask(NumReturns = -1)]
    public static async Task<List<string>> ManyAsync(int count)
    {
        await Task.Yield();
        return [.. Enumerable.Range(0, count).Select(i => $"{i}")];
    }

    /// <summary>Never ends by itself.</summary>
    [RayTask(NumReturns = 2)]
    public static IEnumerable<int> Endless()
    {
        for (var i = 0; ; i++)
        {
            yield return i;
        }
    }

    [RayTask(NumReturns = 2)]
    public static int[] Null() => null!;

    /// <summary>As many objects as it makes, known when it has run.</summary>
    [RayTask]
    public static IReadOnlyList<ObjectRef<int>> Dynamic(int count) => [.. Enumerable.Range(0, count).Select(i => Ray.Put(i))];

    [RayTask]
    public static int SumOf(IReadOnlyList<ObjectRef<int>> references) => Ray.Get(references).Sum();
}
