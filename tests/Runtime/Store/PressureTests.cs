using System.Runtime.CompilerServices;
using Orleans.Ray.Scheduling;
using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

public sealed class PressureTests
{
    private const int Kilobyte = StoreUnderTest.Kilobyte;

    [Fact]
    public void What_is_larger_than_the_store_is_refused_at_once()
    {
        using var test = new StoreUnderTest();
        var failure = Assert.Throws<ObjectStoreFullException>(() => test.Store.Create((1024 * Kilobyte) + 64, test.Info()));
        Assert.Contains("1048640 bytes", failure.Message, StringComparison.Ordinal);
        Assert.Contains("1048576 bytes", failure.Message, StringComparison.Ordinal);
        Assert.Contains("RayOptions.ObjectStoreMemory", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, test.Statistics.AllocationFailures);
    }

    [Fact]
    public async Task A_creation_waits_for_memory_and_takes_the_first_that_is_freed()
    {
        using var test = new StoreUnderTest();
        var first = test.Put(1, 1024 * Kilobyte);
        var pin = first.Pin();
        var second = test.PutAsync(2, 600 * Kilobyte);
        await test.WaitingAsync(1);
        first.Dispose();
        Assert.False(second.IsCompleted);
        test.Time.Advance(TimeSpan.FromSeconds(2));
        pin.Dispose();
        using var stored = await second;
        StoreUnderTest.AssertHolds(stored, 2);
        Assert.Equal((1, TimeSpan.FromSeconds(2)), (test.Statistics.Waits, test.Statistics.WaitTime));
    }

    [Fact]
    public async Task A_blocking_creation_waits_likewise()
    {
        using var test = new StoreUnderTest();
        var first = test.Put(1, 1024 * Kilobyte);
        using var pin = first.Pin();
        var second = Task.Factory.StartNew(() => test.Put(2, 600 * Kilobyte), TaskCreationOptions.LongRunning);
        await test.WaitingAsync(1);
        first.Dispose();
        pin.Dispose();
        using var stored = await second;
        StoreUnderTest.AssertHolds(stored, 2);
    }

    [Fact]
    public async Task Who_waits_is_served_in_the_order_of_arrival()
    {
        using var test = new StoreUnderTest();
        var first = test.Put(0, 1024 * Kilobyte);
        using var pin = first.Pin();
        var waiting = new List<Task<StoreWriter>>();
        for (var i = 0; i < 5; i++)
        {
            waiting.Add(test.Store.CreateAsync(1024 * Kilobyte, test.Info()).AsTask());
        }

        first.Dispose();
        pin.Dispose();
        foreach (var next in waiting)
        {
            using var writer = await next;
            Assert.True(waiting.SkipWhile(task => task != next).Skip(1).All(static later => !later.IsCompleted));
        }
    }

    [Fact]
    public async Task A_small_object_passes_a_large_one_only_so_often()
    {
        using var test = new StoreUnderTest();
        using var most = test.Put(0, 700 * Kilobyte);
        var pin = most.Pin();
        var large = test.PutAsync(1, 600 * Kilobyte);
        await test.WaitingAsync(1);
        for (var i = 0; i < SpaceQueue.Patience; i++)
        {
            test.Put(2, Kilobyte).Dispose();
        }

        var small = test.PutAsync(3, Kilobyte);
        await test.WaitingAsync(2);
        pin.Dispose();
        most.Dispose();
        using var one = await large;
        using var other = await small;
        StoreUnderTest.AssertHolds(one, 1);
        StoreUnderTest.AssertHolds(other, 3);
    }

    [Fact]
    public async Task A_creation_gives_up_when_nothing_was_freed_for_long_and_says_what_is_in_the_way()
    {
        using var test = new StoreUnderTest(configure: static options => options.CreateTimeout = TimeSpan.FromSeconds(20));
        using var writer = test.Store.Create(900 * Kilobyte, new StoredObjectInfo(default, default, "System.Double[]", "Linalg.Dot", "Program.cs:12"));
        using var stored = writer.Seal();
        using var pin = stored.Pin("Linalg.Sum");
        using var unsealed = test.Store.Create(50 * Kilobyte, test.Info());
        var waiting = test.PutAsync(1, 500 * Kilobyte);
        await test.WaitingAsync(1);
        test.Time.Advance(TimeSpan.FromSeconds(20) - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        test.Time.Advance(TimeSpan.FromTicks(1));
        var failure = await Assert.ThrowsAsync<ObjectStoreFullException>(() => waiting);
        foreach (var part in (string[])["1048576 bytes", "512000 are wanted", "972800 are in use", "972800 are pinned", "largest free piece has 75776", "00:00:20", test.Directories[0], "System.Double[]", "'Linalg.Dot'", "Program.cs:12", "Linalg.Sum (1)", "is being written"])
        {
            Assert.Contains(part, failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal((0, 1), (test.Statistics.Waiting, test.Statistics.AllocationFailures));
    }

    [Fact]
    public async Task What_is_freed_meanwhile_gives_a_creation_more_time()
    {
        using var test = new StoreUnderTest(configure: static options => options.CreateTimeout = TimeSpan.FromSeconds(20));
        using var most = test.Put(0, 900 * Kilobyte);
        using var pin = most.Pin();
        var little = test.Put(1, 50 * Kilobyte);
        var littlePin = little.Pin();
        var waiting = test.PutAsync(2, 500 * Kilobyte);
        await test.WaitingAsync(1);
        test.Time.Advance(TimeSpan.FromSeconds(15));

        // In this order it goes at once; the other way round it might be spilled, which ends at another time.
        little.Dispose();
        littlePin.Dispose();
        test.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.False(waiting.IsCompleted);
        test.Time.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<ObjectStoreFullException>(() => waiting);
    }

    [Fact]
    public async Task A_cancelled_creation_leaves_the_queue_to_the_others()
    {
        using var test = new StoreUnderTest();
        using var most = test.Put(0, 700 * Kilobyte);
        using var pin = most.Pin();
        using var cancellation = new CancellationTokenSource();
        var large = test.PutAsync(1, 600 * Kilobyte, cancellation.Token);
        await test.WaitingAsync(1);
        for (var i = 0; i < SpaceQueue.Patience; i++)
        {
            test.Put(2, Kilobyte).Dispose();
        }

        var small = test.PutAsync(3, Kilobyte);
        await test.WaitingAsync(2);
        await cancellation.CancelAsync();
        Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large)).CancellationToken);
        using var stored = await small;
        StoreUnderTest.AssertHolds(stored, 3);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await test.Store.CreateAsync(1, test.Info(), cancellation.Token));
    }

    [Fact]
    public async Task A_time_out_that_no_timer_can_have_is_a_very_long_one()
    {
        using var test = new StoreUnderTest(configure: static options => options.CreateTimeout = TimeSpan.MaxValue, time: TimeProvider.System);
        var first = test.Put(0, 1024 * Kilobyte);
        using var pin = first.Pin();

        var waiting = test.PutAsync(1, 600 * Kilobyte);
        await test.WaitingAsync(1);
        first.Dispose();
        pin.Dispose();

        using var stored = await waiting.Soon();
        StoreUnderTest.AssertHolds(stored, 1);
    }

    [Fact]
    public async Task Closing_the_store_fails_who_waits()
    {
        using var test = new StoreUnderTest();
        using var most = test.Put(0, 1024 * Kilobyte);
        using var pin = most.Pin();
        var waiting = test.PutAsync(1, Kilobyte);
        await test.WaitingAsync(1);
        test.Store.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.True(SeededBytes.Are(pin.Span, 0));
        Assert.Equal(0, test.Time.Timers);
    }

    [Fact]
    public async Task Copies_are_evicted_before_anything_is_spilled_and_the_longest_unused_first()
    {
        using var test = new StoreUnderTest();
        using var primary = test.Put(1, 300 * Kilobyte);
        using var unused = test.Put(2, 300 * Kilobyte, existsElsewhere: true);
        using var used = test.Put(3, 300 * Kilobyte, existsElsewhere: true);
        StoreUnderTest.AssertHolds(unused, 2);
        StoreUnderTest.AssertHolds(used, 3);
        StoreUnderTest.AssertHolds(unused, 2);
        using var next = await test.PutAsync(4, 300 * Kilobyte);
        Assert.Equal((StoredObjectState.InMemory, StoredObjectState.InMemory, StoredObjectState.Evicted), (primary.State, unused.State, used.State));
        Assert.Contains("evicted", Assert.Throws<ObjectLostException>(() => used.Pin()).Message, StringComparison.Ordinal);
        Assert.False(used.TryPin(out _));
        Assert.Equal((1, 300 * Kilobyte, 0), (test.Statistics.ObjectsEvicted, test.Statistics.BytesEvicted, test.Statistics.ObjectsSpilled));
    }

    [Fact]
    public async Task A_pinned_copy_is_not_evicted_and_one_that_is_the_last_is_spilled()
    {
        using var test = new StoreUnderTest();
        using var pinned = test.Put(1, 500 * Kilobyte, existsElsewhere: true);
        using var pin = pinned.Pin();
        using var last = test.Put(2, 400 * Kilobyte, existsElsewhere: true);
        last.SetExistsElsewhere(false);
        using var next = await test.PutAsync(3, 400 * Kilobyte);
        Assert.Equal((StoredObjectState.InMemory, StoredObjectState.Spilled), (pinned.State, last.State));
        Assert.True(SeededBytes.Are(pin.Span, 1));
    }

    [Fact]
    public async Task Garbage_is_collected_before_anything_is_evicted_or_spilled()
    {
        using var test = new StoreUnderTest();
        var garbage = test.Put(1, 300 * Kilobyte);
        using var copy = test.Put(2, 300 * Kilobyte, existsElsewhere: true);
        using var primary = test.Put(3, 300 * Kilobyte);
        test.OnCollect = garbage.Dispose;
        using var next = await test.PutAsync(4, 300 * Kilobyte);
        Assert.NotEmpty(test.Collected);
        Assert.Equal((StoredObjectState.InMemory, StoredObjectState.InMemory), (copy.State, primary.State));
    }

    [Fact]
    public async Task While_somebody_waits_garbage_is_looked_for_now_and_then()
    {
        using var test = new StoreUnderTest(configure: static options => options.CreateTimeout = TimeSpan.FromMinutes(5));
        var garbage = test.Put(1, 1024 * Kilobyte);
        var pin = garbage.Pin();
        var waiting = test.PutAsync(2, 300 * Kilobyte);
        await WaitForCondition.HoldsAsync(() => Generations(test).Contains(GC.MaxGeneration));
        test.OnCollect = () =>
        {
            garbage.Dispose();
            pin.Dispose();
        };
        var before = Generations(test).Length;
        await WaitForCondition.HoldsAsync(() =>
        {
            test.Time.Advance(TimeSpan.FromMilliseconds(200));
            return waiting.IsCompleted;
        });
        Assert.True(Generations(test).Length > before);
        (await waiting).Dispose();
    }

    [Fact]
    public void Garbage_is_collected_before_a_large_object_takes_fresh_memory_and_not_for_each()
    {
        using var test = new StoreUnderTest(capacity: 64 << 20);
        var stored = new List<StoredObject>();
        for (var i = 0; i < 12; i++)
        {
            stored.Add(test.Put(i, 2 << 20));
        }

        // The first after a sixteenth of the store; the second, since that found nothing, after twice as much.
        Assert.Equal(2, Generations(test).Length);
        StoredObject[] garbage = [.. stored];
        test.OnCollect = () => Array.ForEach(garbage, static each => each.Dispose());
        for (var i = 0; i < 13; i++)
        {
            stored.Add(test.Put(i, 2 << 20));
        }

        // The third found all of them, and what they left needs no collection.
        Assert.Equal(3, Generations(test).Length);
        stored.ForEach(static each => each.Dispose());
    }

    [Fact]
    public void Small_objects_take_fresh_memory_without_a_collection()
    {
        using var test = new StoreUnderTest(capacity: 16 << 20);
        var stored = Enumerable.Range(0, 150).Select(index => test.Put(index, 100 * Kilobyte)).ToArray();
        Assert.Empty(test.Collected);
        Assert.All(stored, static each => each.Dispose());
    }

    [Fact]
    public async Task Blocked_threads_of_the_pool_do_not_keep_what_they_wait_for_from_happening()
    {
        using var test = new StoreUnderTest(time: TimeProvider.System);
        WorkerThreads.AddNode(Environment.ProcessorCount);
        var first = test.Put(0, 1024 * Kilobyte);
        var pin = first.Pin();
        var blocked = Enumerable.Range(1, 4 * Environment.ProcessorCount).Select(seed => Task.Run(() =>
        {
            using var stored = test.Put(seed, 400 * Kilobyte);
            StoreUnderTest.AssertHolds(stored, seed);
        })).ToArray();
        await WaitForCondition.HoldsAsync(() => test.Statistics.Waiting > 0);
        _ = Task.Run(() =>
        {
            first.Dispose();
            pin.Dispose();
        });
        await Task.WhenAll(blocked);
        WorkerThreads.RemoveNode(Environment.ProcessorCount);
    }

    [Fact]
    public async Task A_finalizer_that_waits_for_the_one_who_stores_does_not_stop_him()
    {
        var gate = new object();
        var began = new ManualResetEventSlim();
        await Task.Factory.StartNew(
            () =>
            {
                lock (gate)
                {
                    Forget(gate, began);
                    ProcessGarbage.Instance.Collect(GC.MaxGeneration);

                    // The collector's thread may have much else to do.
                    Assert.True(began.Wait(Patience.Limit));
                    ProcessGarbage.Instance.Collect(ForcedCollections.Young);
                }
            },
            TaskCreationOptions.LongRunning);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Forget(object gate, ManualResetEventSlim began) => _ = new Stubborn(gate, began);
    }

    private static int[] Generations(StoreUnderTest test)
    {
        lock (test.Collected)
        {
            return [.. test.Collected];
        }
    }

    private sealed class Stubborn(object gate, ManualResetEventSlim began)
    {
        ~Stubborn()
        {
            began.Set();
            lock (gate)
            {
                GC.KeepAlive(gate);
            }
        }
    }
}
