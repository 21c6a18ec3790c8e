using System.Globalization;
using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

/// <summary>Several threads do what they like to the same objects, more of them than fit; every reader checks what it reads against what the object's number says. RAY_STORE_SEEDS is the number of histories.</summary>
public sealed class RandomStoreTests
{
    private const int Threads = 4;
    private const int Slots = 24;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, int.Parse(Environment.GetEnvironmentVariable("RAY_STORE_SEEDS") ?? "6", CultureInfo.InvariantCulture))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Nothing_is_lost_mixed_up_or_left_behind(int seed)
    {
        using var test = new StoreUnderTest(capacity: 512 * StoreUnderTest.Kilobyte, directories: 2, collects: true, configure: options =>
        {
            options.CreateTimeout = Timeout.InfiniteTimeSpan;
            options.SpillWriters = 1 + (seed % 3);
            options.MaxSpillBytes = seed % 2 == 0 ? long.MaxValue : 4 << 20;
        });
        var faults = new Random(seed);
        test.Medium.CreateFails = _ => Chance(faults, 20) ? new IOException("A fault that the test made.") : null;
        test.Medium.OpenFails = _ => Chance(faults, 50) ? new IOException("A fault that the test made.") : null;
        var slots = new Slot?[Slots];
        var threads = Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(() => Run(test, slots, new Random((seed * Threads) + thread)), TaskCreationOptions.LongRunning)).ToArray();
        var all = Task.WhenAll(threads);
        while (!all.IsCompleted)
        {
            // Directories rest and readings pause on this clock, which runs as fast as it is told to.
            test.Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        await all;
        foreach (var slot in slots)
        {
            slot?.Stored.Dispose();
        }

        // Some pins were left to the collector, and some objects were being spilled.
        await WaitForCondition.HoldsAsync(() =>
        {
            StoreUnderTest.CollectGarbage();
            return test.Statistics is { Objects: 0, BytesInUse: 0, Waiting: 0 };
        });
        var statistics = test.Statistics;
        Assert.Equal(statistics.Created, statistics.Sealed + statistics.Aborted);
        Assert.Equal(statistics.Sealed, statistics.Deleted);
        Assert.True(statistics.ObjectsSpilled > 0);
        await WaitForCondition.HoldsAsync(() => test.Statistics.BytesOnDisk == 0);
        Assert.Empty(test.SpillFiles);
    }

    private static void Run(StoreUnderTest test, Slot?[] slots, Random random)
    {
        for (var step = 0; step < 400; step++)
        {
            ref var slot = ref slots[random.Next(Slots)];
            switch (random.Next(10))
            {
                case 0 or 1:
                    Replace(test, ref slot, random);
                    break;
                case 2:
                    Interlocked.Exchange(ref slot, null)?.Stored.Dispose();
                    break;
                case 3:
                    // Left to the collector.
                    Interlocked.Exchange(ref slot, null);
                    break;
                case 4:
                    test.Store.Create(random.Next(20_000), test.Info()).Dispose();
                    break;
                case 5 when slot is { } read && read.Stored.TryPin(out var pin):
                    Check(read, pin, random);
                    break;
                case 6 when slot is { } read:
                    CheckShort(read);
                    break;
                default:
                    if (Volatile.Read(ref slot) is { } sought)
                    {
                        Read(sought, random);
                    }

                    break;
            }
        }
    }

    private static void Replace(StoreUnderTest test, ref Slot? slot, Random random)
    {
        var (content, size) = (random.Next(), 1 + random.Next(60_000));
        using var writer = test.Store.Create(size, test.Info());
        var bytes = SeededBytes.Of(content, size);
        var half = random.Next(size);
        writer.Write(half, bytes.AsSpan(half));
        writer.Write(0, bytes.AsSpan(0, half));
        Interlocked.Exchange(ref slot, new Slot(writer.Seal(), content))?.Stored.Dispose();
    }

    private static void Read(Slot slot, Random random)
    {
        try
        {
            Check(slot, random.Next(2) == 0 ? slot.Stored.Pin() : slot.Stored.PinAsync(CancellationToken.None, "a reader").AsTask().GetAwaiter().GetResult(), random);
        }
        catch (ObjectDisposedException)
        {
            // Another thread freed it.
        }
        catch (ObjectLostException failure)
        {
            // Three faults in a row.
            Assert.Contains("A fault that the test made.", failure.Message, StringComparison.Ordinal);
        }
    }

    private static void Check(Slot slot, ObjectPin pin, Random random)
    {
        Assert.True(SeededBytes.Are(pin.Span, slot.Content));
        if (random.Next(4) == 0)
        {
            Thread.Yield();
            Assert.True(SeededBytes.Are(pin.Span, slot.Content));
        }

        // Some pins are left to the collector.
        if (random.Next(20) > 0)
        {
            pin.Dispose();
        }
    }

    private static unsafe void CheckShort(Slot slot)
    {
        if (slot.Stored.TryAddPin(out var address))
        {
            Assert.True(SeededBytes.Are(new ReadOnlySpan<byte>((byte*)address, (int)slot.Stored.Size), slot.Content));
            slot.Stored.ReleasePin();
        }
    }

    private static bool Chance(Random random, int percent)
    {
        lock (random)
        {
            return random.Next(100) < percent;
        }
    }

    private sealed record Slot(StoredObject Stored, int Content);
}
