namespace Samples;

/// <summary>Some linear algebra.</summary>
public static partial class Linalg
{
    /// <summary>A matrix of zeros.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    /// <returns>The matrix, row by row.</returns>
    [RayTask]
    public static double[] Zeros(int rows, int columns = 1) => new double[rows * columns];

    /// <summary>
    /// The product of two matrices.
    /// <code>
    /// var z = Linalg.Remote.Multiply(x, y);
    ///     // indented
    /// </code>
    /// </summary>
    /// <param name="x">The left one.</param>
    /// <param name="y">The right one, see <see cref="List{T}"/>.</param>
    /// <returns>The product.</returns>
    [RayTask(NumCpus = 2, NumGpus = 0.5, Memory = 1L << 30, Resources = "tpu=2, disk=0.5", Name = "multiply", MaxRetries = -1, RetryExceptions = true)]
    public static double[] Multiply(double[] x, double[] y) => x;

    [RayTask]
    public static void Log(string text)
    {
    }

    [RayTask]
    public static Task SaveAsync(string? path, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="SaveAsync"/>
    [RayTask]
    public static ValueTask FlushAsync() => default;

    /// <summary>Trains.</summary>
    /// <param name="steps">How long.</param>
    /// <param name="token">The task's own.</param>
    [RayTask]
    public static async Task<string?> TrainAsync(int steps, CancellationToken token = default)
    {
        await Task.Yield();
        return null;
    }

    [RayTask]
    public static ValueTask<int> CountAsync(ObjectRef<string> reference) => new(1);

    [RayTask]
    internal static int Hidden() => 1;

    [RayTask]
    private static int Secret() => 2;
}
