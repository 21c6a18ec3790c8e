using Apache.Arrow;
using Microbenchmark.Measuring;
using Microbenchmark.Workloads;

namespace Microbenchmark.Rows;

/// <summary>Objects in shared memory, beside plain copies of the same bytes.</summary>
internal static class StoreRows
{
    public const string PlainCopy = "limit: plain copy gigabytes";
    private const string PlainCopies = "limit: plain copies of 80 MB gigabytes";

    private const int Large = 800_000_000;
    private const int Part = 80_000_000;
    private const int PuttingTasks = 10;
    private const int PutsEach = 10;
    private const int SmallCalls = 10_000;
    private const int BatchRows = 1_000_000;

    /// <summary>Those that Ray has.</summary>
    public static IEnumerable<Row> OfRay { get; } =
    [
        new("single client put gigabytes", 19.9, PutGigabytes) { Unit = RowUnit.GigabytesPerSecond, Limit = PlainCopy },
        new("multi client put gigabytes", 38.1, static () => new Workload((long)PuttingTasks * PutsEach * Part, MultiClientPutAsync)) { Unit = RowUnit.GigabytesPerSecond, Limit = PlainCopies },
    ];

    /// <summary>Those that it has not.</summary>
    public static IEnumerable<Row> OfOurs { get; } =
    [
        new("put gigabytes into fresh memory", null, FreshPutGigabytes) { Unit = RowUnit.GigabytesPerSecond, Limit = PlainCopy, Note = "80 MB ten times, on a node on which nothing was put before. Its start counts, and a get of the last." },
        new("get 800 MB array", null, GetLarge) { Note = "and look at its first and last element." },
        new("stored small put", null, StoredSmallPut) { Note = "an array of 16 numbers, on a node that stores whatever it can." },
        new("stored small get", null, StoredSmallGet) { Note = "the same." },
        new("record batch put gigabytes", null, PutBatch) { Unit = RowUnit.GigabytesPerSecond, Limit = PlainCopies, Note = "1,000,000 rows of three columns of numbers." },
        new("record batch get", null, GetBatch) { Note = "and look at its last row." },
    ];

    public static IEnumerable<Row> Limits { get; } =
    [
        new(PlainCopy, null, static () => PlainCopyOf(Large)) { Unit = RowUnit.GigabytesPerSecond },
        new(PlainCopies, null, static () => PlainCopyOf(Part)) { Unit = RowUnit.GigabytesPerSecond },
    ];

    private static Workload PutGigabytes()
    {
        var array = Numbers(Large);
        return new Workload(Large, () =>
        {
            Check.True(Ray.Put(array).IsReady, "a put object is ready");
            return Task.CompletedTask;
        });
    }

    private static async Task MultiClientPutAsync() =>
        Check.Equal(PuttingTasks * PutsEach, await Batch.SumAsync(PuttingTasks, static _ => Tiny.Remote.PutArrays(PutsEach, Part / sizeof(long))));

    private static Workload FreshPutGigabytes()
    {
        var array = Numbers(Part);
        return new Workload(Large, async () =>
        {
            await using var ray = await NodeOfItsOwn.StartAsync(static options => options.ObjectStoreMemory = 2L * Large);
            var held = new List<ObjectRef<long[]>>();
            while (held.Count < Large / Part)
            {
                held.Add(ray.Put(array));
            }

            Check.Equal(Part / sizeof(long) - 1, (int)(await held[^1])[^1]);
        });
    }

    private static Workload GetLarge()
    {
        var reference = Ray.Put(NDArray.Create<long>(Numbers(Large)));
        return new Workload(SmallCalls, async () =>
        {
            for (var i = 0; i < SmallCalls; i++)
            {
                using var array = await Ray.GetAsync(reference);
                Check.Equal(Large / sizeof(long) - 1, (int)(array[0] + array[array.Length - 1]));
            }
        });
    }

    private static Workload StoredSmallPut()
    {
        var ray = NodeOfItsOwn.StartAsync(static options => options.MaxInlineObjectSize = 0).GetAwaiter().GetResult();
        var array = NDArray.Create<long>(Numbers(16 * sizeof(long)));
        return new Workload(
            SmallCalls,
            () =>
            {
                for (var i = 0; i < SmallCalls; i++)
                {
                    ray.Put(array);
                }

                return Task.CompletedTask;
            },
            ray);
    }

    private static Workload StoredSmallGet()
    {
        var ray = NodeOfItsOwn.StartAsync(static options => options.MaxInlineObjectSize = 0).GetAwaiter().GetResult();
        var reference = ray.Put(NDArray.Create<long>(Numbers(16 * sizeof(long))));
        return new Workload(
            SmallCalls,
            () =>
            {
                var sum = 0L;
                for (var i = 0; i < SmallCalls; i++)
                {
                    using var array = ray.Get(reference);
                    sum += array[15];
                }

                Check.Equal(15 * SmallCalls, (int)sum);
                return Task.CompletedTask;
            },
            ray);
    }

    private static Workload PutBatch()
    {
        var batch = NewBatch();
        return new Workload(BatchRows * 3 * sizeof(long), () =>
        {
            Check.True(Ray.Put(batch).IsReady, "a put object is ready");
            return Task.CompletedTask;
        });
    }

    private static Workload GetBatch()
    {
        var reference = Ray.Put(NewBatch());
        return new Workload(1000, async () =>
        {
            for (var i = 0; i < 1000; i++)
            {
                using var batch = await reference;
                Check.Equal(BatchRows - 1, (int)((Int64Array)batch.Column(2)).Values[BatchRows - 1]);
            }
        });
    }

    private static RecordBatch NewBatch()
    {
        return new RecordBatch.Builder().Append("x", false, NewColumn()).Append("y", false, NewColumn()).Append("z", false, NewColumn()).Build();

        static Int64Array NewColumn() => new Int64Array.Builder().Append(Numbers(BatchRows * sizeof(long))).Build();
    }

    private static Workload PlainCopyOf(int bytes)
    {
        var (source, target) = (Numbers(bytes), new long[bytes / sizeof(long)]);
        return new Workload(bytes, () =>
        {
            // As many threads as the store uses.
            var parts = Environment.ProcessorCount;
            Parallel.For(0, parts, part =>
            {
                var (from, to) = ((int)((long)source.Length * part / parts), (int)((long)source.Length * (part + 1) / parts));
                source.AsSpan(from..to).CopyTo(target.AsSpan(from..to));
            });
            Check.True(source[^1] == target[^1], "the copy has the last element");
            return Task.CompletedTask;
        });
    }

    private static long[] Numbers(int bytes)
    {
        var numbers = new long[bytes / sizeof(long)];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i;
        }

        return numbers;
    }
}
