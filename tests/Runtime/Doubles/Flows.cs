using System.Runtime.CompilerServices;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that stream.</summary>
internal static partial class Flows
{
    /// <summary>Counts up, through a gate before each item, and reports its end.</summary>
    [RayTask]
    public static async IAsyncEnumerable<int> Pass(string gate, int end, string departure = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (var i = 0; i < end; i++)
            {
                await Gate.Find(gate).PassAsync(cancellationToken);
                yield return i;
            }
        }
        finally
        {
            Departure.Report(departure);
        }
    }

    /// <summary>The same with a thread that waits.</summary>
    [RayTask]
    public static IEnumerable<int> PassBlocking(string gate, int end, string departure = "", CancellationToken cancellationToken = default)
    {
        try
        {
            for (var i = 0; i < end; i++)
            {
                Gate.Find(gate).Pass(cancellationToken);
                yield return i;
            }
        }
        finally
        {
            Departure.Report(departure);
        }
    }

    [RayTask(GeneratorBackpressureNumObjects = 2)]
    public static IAsyncEnumerable<int> PassTwo(string gate, int end) => Pass(gate, end);

    /// <summary>Looks at no token, and never ends.</summary>
    [RayTask(GeneratorBackpressureNumObjects = 1)]
    public static async IAsyncEnumerable<int> Endless(string departure)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                await Task.Yield();
                yield return i;
            }
        }
        finally
        {
            Departure.Report(departure);
        }
    }

    [RayTask]
    public static async IAsyncEnumerable<int> Fail(int after, string message)
    {
        for (var i = 0; i < after; i++)
        {
            yield return i;
        }

        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    [RayTask]
    public static IEnumerable<int> FailBlocking(int after, string message)
    {
        for (var i = 0; i < after; i++)
        {
            yield return i;
        }

        throw new InvalidOperationException(message);
    }

    [RayTask]
    public static async IAsyncEnumerable<int> FailOpaque(string message)
    {
        await Task.Yield();
        yield return 0;
        throw new OpaqueException(message, new Thread(static () => { }));
    }

    /// <summary>Yields the run's number with each item; fails in its first runs, each time one item later.</summary>
    [RayTask(RetryExceptions = true)]
    public static async IAsyncEnumerable<(int Item, int Run)> FailUntil(ExecutionCounter.Handle runs, int run, int end)
    {
        var now = await runs.Count();
        for (var i = 0; i < end; i++)
        {
            if (now < run && i == now)
            {
                throw new InvalidOperationException($"run {now}");
            }

            yield return (i, now);
        }
    }

    /// <summary>Yields three items and fails; then yields one and ends.</summary>
    [RayTask(RetryExceptions = true)]
    public static async IAsyncEnumerable<int> Shrink(ExecutionCounter.Handle runs)
    {
        var now = await runs.Count();
        yield return 0;
        if (now > 1)
        {
            yield break;
        }

        yield return 1;
        yield return 2;
        throw new InvalidOperationException("once");
    }

    /// <summary>Yields one list, changed between the items.</summary>
    [RayTask]
    public static IEnumerable<List<int>> Grow(List<int> list, int end)
    {
        for (var i = 0; i < end; i++)
        {
            list.Add(i);
            yield return list;
        }
    }

    [RayTask]
    public static async IAsyncEnumerable<Plain> Uncopyable()
    {
        await Task.Yield();
        yield return new Plain();
    }

    /// <summary>No iterator: hands on what another method makes.</summary>
    [RayTask]
    public static IAsyncEnumerable<int> HandOn(int from, int count) => AsyncEnumerable.Range(from, count);

    [RayTask]
    public static IAsyncEnumerable<int> None() => null!;

    /// <summary>One value that is a sequence.</summary>
    [RayTask]
    public static IEnumerable<int> Value(int count) => Enumerable.Range(0, count).ToArray();

    [RayTask]
    public static async Task<int> Sum(ObjectRefStream<int> items)
    {
        var sum = 0;
        await foreach (var item in items)
        {
            sum += await item;
        }

        return sum;
    }

    [RayTask]
    public static int SumBlocking(ObjectRefStream<int> items) => items.ToBlockingEnumerable().Sum(static item => Ray.Get(item));

    [RayTask]
    public static async Task<int> First(List<ObjectRefStream<int>> streams) => await (await streams[0].NextAsync())!;

    /// <summary>A stream made by a task, as its value.</summary>
    [RayTask]
    public static ObjectRefStream<int> Begin(string gate, int end) => Remote.Pass(gate, end);

    [RayTask]
    public static async Task<int> SumOfOwn(int count)
    {
        var sum = 0;
        await foreach (var item in Remote.HandOn(0, count))
        {
            sum += await item;
        }

        return sum;
    }

    [RayTask]
    public static async IAsyncEnumerable<int> Double(ObjectRefStream<int> items)
    {
        await foreach (var item in items)
        {
            yield return 2 * await item;
        }
    }

    /// <summary>New objects, each counted while somebody has it.</summary>
    [RayTask]
    public static async IAsyncEnumerable<Block> Blocks(string gate, int end, int failAt = -1)
    {
        for (var i = 0; i < end; i++)
        {
            await Gate.Find(gate).PassAsync();
            yield return i == failAt ? throw new InvalidOperationException("no more blocks") : new Block(gate);
        }
    }
}
