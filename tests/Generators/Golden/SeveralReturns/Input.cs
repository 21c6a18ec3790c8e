namespace Samples;

public static partial class Linalg
{
    /// <summary>Makes data.</summary>
    /// <param name="n">How much.</param>
    /// <param name="seed">Where to start.</param>
    [RayTask(NumReturns = 2)]
    public static (double[] X, double[] Y) FakeData(int n, int seed = 0) => (new double[n], new double[n]);

    [RayTask(NumReturns = 3)]
    public static async Task<(int, string? Text, List<T> Items)> Mixed<T>(T item, CancellationToken cancellationToken)
        where T : class
    {
        await Task.Yield();
        return (1, null, [item]);
    }

    [RayTask(NumReturns = 9)]
    public static ValueTask<(int A, int B, int C, int D, int E, int F, int G, int H, int @int)> Wide() => default;

    [RayTask(NumReturns = 3)]
    public static int[] Thirds(int n) => [n, n, n];

    [RayTask(NumReturns = -1)]
    public static IReadOnlyList<string?> Words(params string[] words) => words;

    [RayTask(NumReturns = -1)]
    public static async Task<List<int[,]>> Grids()
    {
        await Task.Yield();
        return [];
    }

    [RayTask(NumReturns = 4)]
    public static IEnumerable<int> Yielded()
    {
        for (var i = 0; i < 4; i++)
        {
            yield return i;
        }
    }

    [RayTask]
    public static (int, int) OneObject() => default;

    [RayTask(NumReturns = 1)]
    public static int[] OneArray() => [];

    [RayTask(RetryExceptionTypes = [typeof(TimeoutException), typeof(Outer<int>.Inner)], TimeoutSeconds = 1.5)]
    public static int Limited() => 1;

    public class Outer<T>
    {
        public sealed class Inner : Exception;
    }
}

[RayActor]
public sealed partial class Reader
{
    [ActorMethod(NumReturns = 2, TimeoutSeconds = 5)]
    public async Task<(int, string)> Describe()
    {
        await Task.Yield();
        return (1, "one");
    }

    [ActorMethod(NumReturns = -1)]
    public IEnumerable<T> Repeat<T>(T item) => [item];
}
