using System.Runtime.CompilerServices;

namespace Samples;

public static partial class Streams
{
    /// <summary>Reads batches.</summary>
    /// <param name="path">Where from.</param>
    /// <param name="size">How many numbers in each.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The batches.</returns>
    [RayTask(NumCpus = 0.5, GeneratorBackpressureNumObjects = 3)]
    public static async IAsyncEnumerable<int[]> Read(string path, int size = 10, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Delay(path.Length, cancellationToken);
        yield return new int[size];
    }

    [RayTask(GeneratorBackpressureNumObjects = -1)]
    public static IAsyncEnumerable<string?> Forward(ObjectRefStream<string> lines) => ForwardAll(lines);

    [RayTask]
    public static IEnumerable<int> Count(int end)
    {
        for (var i = 0; i < end; i++)
        {
            yield return i;
        }
    }

    [RayTask]
    public static partial IEnumerable<int> Split(int end);

    public static partial IEnumerable<int> Split(int end)
    {
        yield return end;
    }

    [RayTask]
    public static IAsyncEnumerable<T> Generic<T>(T item)
        where T : class => throw new NotSupportedException();

    /// <summary>A value, though it can be enumerated.</summary>
    [RayTask]
    public static IEnumerable<int> Value(int end) => Enumerable.Range(0, end).ToArray();

    private static async IAsyncEnumerable<string?> ForwardAll(ObjectRefStream<string> lines)
    {
        await foreach (var line in lines)
        {
            yield return await line;
        }
    }
}

[RayActor]
public sealed partial class Feed(int start)
{
    /// <summary>Counts up.</summary>
    public async IAsyncEnumerable<int> Follow(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(1, cancellationToken);
        yield return start + count;
    }
}

[RayActor]
public sealed partial class Shelf
{
    public IEnumerable<string> Books()
    {
        yield return "one";
    }

    public IEnumerable<string> Titles() => ["one"];
}
