using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

/// <summary>Several times as much as fits: 32 MB through 8 MB, or, where RAY_STORE_FULL_SIZE is 1, 4 GB through 512 MB.</summary>
public sealed class WorkingSetTests
{
    private const int Objects = 64;
    private const int Gets = 1_000;
    private const int Producers = 5;

    private static readonly bool IsFullSize = Environment.GetEnvironmentVariable("RAY_STORE_FULL_SIZE") == "1";
    private static readonly long Capacity = IsFullSize ? 512L << 20 : 8L << 20;
    private static readonly long WorkingSet = IsFullSize ? 4L << 30 : 32L << 20;

    // A little less than divides the store, so that what rounding costs fits too.
    private static int ObjectSize => (int)(WorkingSet / Objects) - 4096;

    [Theory]
    [InlineData("as it is")]
    [InlineData("slow")]
    [InlineData("failing")]
    public void Random_gets_of_several_times_as_much_as_fits_are_all_right(string disk)
    {
        using var test = new StoreUnderTest(Capacity, directories: 2, time: TimeProvider.System);
        Spoil(test, disk);
        var stored = new StoredObject[Objects];
        for (var i = 0; i < Objects; i++)
        {
            stored[i] = test.Put(i, ObjectSize);
        }

        var random = new Random(4711);
        for (var i = 0; i < Gets; i++)
        {
            var index = random.Next(Objects);
            StoreUnderTest.AssertHolds(stored[index], index);
        }

        // Each is written once, whatever becomes of it later.
        Assert.InRange(test.Statistics.ObjectsSpilled, Objects * 3 / 4, Objects);
        Assert.True(test.Statistics.ObjectsRestored > Gets / 2);
        Array.ForEach(stored, static each => each.Dispose());

        // What is being spilled goes when that has ended, and files a moment after their objects.
        Assert.True(SpinWait.SpinUntil(() => test.Statistics is { BytesInUse: 0, BytesOnDisk: 0 }, TimeSpan.FromSeconds(30)));
        Assert.Empty(test.SpillFiles);
    }

    [Fact]
    public async Task Producers_that_each_fill_half_of_the_store_all_get_on()
    {
        using var test = new StoreUnderTest(Capacity, directories: 2, time: TimeProvider.System);
        var size = (int)(Capacity / 2) - 4096;
        var producers = Enumerable.Range(0, Producers).Select(producer => Task.Factory.StartNew(
            () =>
            {
                var own = new List<StoredObject>();
                for (var round = 0; round < 3; round++)
                {
                    own.Add(test.Put((producer * 10) + round, size));
                }

                for (var round = 0; round < own.Count; round++)
                {
                    StoreUnderTest.AssertHolds(own[round], (producer * 10) + round);
                    own[round].Dispose();
                }
            },
            TaskCreationOptions.LongRunning)).ToArray();
        await Task.WhenAll(producers);
        await WaitForCondition.HoldsAsync(() => test.Statistics is { BytesInUse: 0, Objects: 0, BytesOnDisk: 0 });
        Assert.Equal((Producers * 3, 0), (test.Statistics.Sealed, test.Statistics.AllocationFailures));
    }

    private static void Spoil(StoreUnderTest test, string disk)
    {
        var random = new Random(42);
        test.Medium.CreateFails = path =>
        {
            if (disk == "slow")
            {
                // As a disk that turns: other threads get on meanwhile.
                Thread.Sleep(2);
            }

            return disk == "failing" && path.StartsWith(test.Directories[0], StringComparison.Ordinal) && Fails(random) ? new IOException("A fault that the test made.") : null;
        };

        static bool Fails(Random random)
        {
            lock (random)
            {
                return random.Next(2) == 0;
            }
        }
    }
}
