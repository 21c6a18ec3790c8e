namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks on values that are too large to stay out of the object store. Element i of a block is its seed plus i.</summary>
internal static partial class Bulk
{
    public const int Length = 25_000;
    public const int Bytes = Length * sizeof(double);

    public static NDArray<double> NewBlock(int seed, int length = Length)
    {
        var elements = new double[length];
        for (var i = 0; i < length; i++)
        {
            elements[i] = seed + i;
        }

        return NDArray.Create<double>(elements);
    }

    public static bool IsBlock(NDArray<double> block, int seed)
    {
        var elements = block.AsSpan();
        var intact = true;
        for (var i = 0; i < elements.Length; i++)
        {
            intact &= elements[i] == seed + i;
        }

        // A span does not keep its array.
        GC.KeepAlive(block);
        return intact;
    }

    [RayTask]
    public static NDArray<double> Make(int seed) => NewBlock(seed);

    [RayTask]
    public static NDArray<double> MakeOf(int seed, int length) => NewBlock(seed, length);

    [RayTask]
    public static double[] MakePlain(int seed) => NewBlock(seed).ToArray();

    [RayTask]
    public static double First(NDArray<double> block) => block[0];

    [RayTask]
    public static double ChangeAndSum(double[] values)
    {
        values[0] = -1;
        return values.Sum();
    }

    [RayTask]
    public static double FirstAfter(NDArray<double> block, string gate, bool fail = false)
    {
        Gate.Find(gate).Pass();
        return fail ? throw new InvalidOperationException("as asked") : block[0];
    }

    /// <summary>Reads its argument through a span alone, while somebody else may want the memory.</summary>
    [RayTask]
    public static double SumOfSpanAfter(NDArray<double> block, string gate)
    {
        var span = block.AsSpan();
        Gate.Find(gate).Pass();
        return System.Numerics.Tensors.TensorPrimitives.Sum(span);
    }

    [RayTask]
    public static double FirstOnceOpen(NDArray<double> block, int gate) => block[0] + gate;

    [RayTask(MaxRetries = 3, RetryExceptions = true)]
    public static double SumAtAttempt(double[] values, int attempt) =>
        RayContext.Current.Attempt < attempt ? throw new InvalidOperationException($"attempt {values[0]++}") : values[0];

    [RayTask]
    public static async Task<double> SumOfFirsts(ObjectRef<NDArray<double>>[] blocks)
    {
        var sum = 0.0;
        foreach (var reference in blocks)
        {
            using var block = await reference;
            sum += block[0];
        }

        return sum;
    }

    /// <summary>Hands the reference down through that many tasks, of which the last reads it.</summary>
    [RayTask]
    public static async Task<double> Down(List<ObjectRef<NDArray<double>>> block, int levels) =>
        levels == 0 ? (await block[0])[0] : await Remote.Down(block, levels - 1);

    /// <summary>The same, but the last crashes.</summary>
    [RayTask(MaxRetries = 0)]
    public static async Task<double> DownToCrash(List<ObjectRef<NDArray<double>>> block, int levels) =>
        levels == 0 ? throw new WorkerCrashedException("as asked") : await Remote.DownToCrash(block, levels - 1);

    [RayTask]
    public static int PutMany(int count, int length)
    {
        for (var i = 0; i < count; i++)
        {
            var reference = Ray.Put(NewBlock(i, length));
            using var back = Ray.Get(reference);
            if (back[length - 1] != i + length - 1)
            {
                throw new InvalidDataException($"Block {i} is not what was put.");
            }
        }

        return count;
    }

    [RayTask(NumReturns = 2)]
    public static (NDArray<double> First, double[] Second) Two(int seed) => (NewBlock(seed), NewBlock(seed + 1).ToArray());

    [RayTask]
    public static async IAsyncEnumerable<NDArray<double>> Stream(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return NewBlock(i);
        }
    }
}
