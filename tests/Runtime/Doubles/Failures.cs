namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that throw.</summary>
internal static partial class Failures
{
    [RayTask]
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    public static int DivideBy(int divisor) => 10 / divisor;

    [RayTask]
    public static async Task<int> DivideByAsync(int divisor)
    {
        await Task.Yield();
        return 10 / divisor;
    }

    [RayTask]
    public static int ThrowDescribed(int code) => throw new DescribedException("described", code);

    [RayTask]
    public static int ThrowOpaque(string text) => throw new OpaqueException(text, new Thread(static () => { }));

    [RayTask]
    public static void ThrowFromVoid(string message) => throw new InvalidOperationException(message);

    /// <summary>Gets the result of a nested task that throws.</summary>
    [RayTask]
    public static int DivideInside(int divisor) => Ray.Get(Remote.DivideBy(divisor)) + 1;

    [RayTask]
    public static async Task<int> DivideInsideAsync(int divisor) => await Remote.DivideByAsync(divisor) + 1;

    /// <summary>Fails until it has run that often.</summary>
    [RayTask]
    public static async Task<int> FailUntil(ExecutionCounter.Handle runs, int run)
    {
        var now = await runs.Count();
        return now < run ? throw new InvalidOperationException($"run {now}") : now;
    }

    [RayTask(MaxRetries = 0)]
    public static int CrashOnce() => throw new WorkerCrashedException("This worker is gone.");

    [RayTask]
    public static string Text(string message) => throw new InvalidOperationException(message);
}
