using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

public sealed class SpillTests
{
    private const int Kilobyte = StoreUnderTest.Kilobyte;
    private const int Third = 300 * Kilobyte;

    [Fact]
    public async Task What_was_used_the_longest_ago_is_spilled_and_comes_back_as_it_was()
    {
        using var test = new StoreUnderTest();
        using var one = test.Put(1, Third);
        using var two = test.Put(2, Third);
        using var three = test.Put(3, Third);
        StoreUnderTest.AssertHolds(two, 2);
        StoreUnderTest.AssertHolds(one, 1);
        using var four = await test.PutAsync(4, Third);
        Assert.Equal(StoredObjectState.Spilled, three.State);
        Assert.False(three.IsInMemory);
        Assert.False(three.TryPin(out _));
        Assert.False(three.TryAddPin(out _));
        using var five = await test.PutAsync(5, Third);
        Assert.Equal(StoredObjectState.Spilled, two.State);
        Assert.Equal((2, 2L * Third, 2L * Third), (test.Statistics.ObjectsSpilled, test.Statistics.BytesSpilled, test.Statistics.BytesSpilledNow));
        StoreUnderTest.AssertHolds(three, 3);
        StoreUnderTest.AssertHolds(two, 2);
        Assert.Equal((2, 2L * Third), (test.Statistics.ObjectsRestored, test.Statistics.BytesRestored));
    }

    [Fact]
    public async Task A_pinned_object_is_never_spilled()
    {
        using var test = new StoreUnderTest();
        using var one = test.Put(1, Third);
        using var pin = one.Pin();
        using var two = test.Put(2, Third);
        using var three = test.Put(3, Third);
        using var four = await test.PutAsync(4, 2 * Third);
        Assert.Equal([StoredObjectState.InMemory, StoredObjectState.Spilled, StoredObjectState.Spilled, StoredObjectState.InMemory], ((StoredObject[])[one, two, three, four]).Select(static each => each.State));
        Assert.True(SeededBytes.Are(pin.Span, 1));
        Assert.DoesNotContain(test.Store.List(), static row => row.Pins > 0 && row.SpillFile is not null);
    }

    [Fact]
    public async Task An_object_that_is_pinned_while_it_is_spilled_stays_in_memory_and_keeps_its_file()
    {
        using var test = new StoreUnderTest();
        test.Medium.MayCreate = new SemaphoreSlim(0);
        using var one = test.Put(1, 900 * Kilobyte);
        var waiting = test.PutAsync(2, 900 * Kilobyte);
        await test.Medium.Creating.WaitAsync();
        Assert.Equal(StoredObjectState.Spilling, one.State);
        var pin = one.Pin();
        test.Medium.MayCreate.Release(10);
        await WaitForCondition.HoldsAsync(() => one.State == StoredObjectState.InMemory);
        Assert.False(waiting.IsCompleted);
        Assert.True(SeededBytes.Are(pin.Span, 1));
        Assert.Single(test.SpillFiles);
        pin.Dispose();
        using var two = await waiting;
        Assert.Equal(StoredObjectState.Spilled, one.State);
        Assert.Single(test.Medium.Created);
        two.Dispose();
        StoreUnderTest.AssertHolds(one, 1);
    }

    [Fact]
    public async Task An_object_that_is_deleted_while_it_is_spilled_leaves_no_file()
    {
        using var test = new StoreUnderTest();
        test.Medium.MayCreate = new SemaphoreSlim(0);
        var one = test.Put(1, 900 * Kilobyte);
        var waiting = test.PutAsync(2, 900 * Kilobyte);
        await test.Medium.Creating.WaitAsync();
        one.Dispose();
        Assert.False(waiting.IsCompleted);
        test.Medium.MayCreate.Release();
        using var two = await waiting;
        await WaitForCondition.HoldsAsync(() => test.Statistics.BytesOnDisk == 0);
        Assert.Empty(test.SpillFiles);
    }

    [Fact]
    public async Task A_restored_object_is_dropped_again_without_being_written_again()
    {
        using var test = new StoreUnderTest();
        using var one = test.Put(1, 900 * Kilobyte);
        using var two = await test.PutAsync(2, 900 * Kilobyte);
        for (var i = 0; i < 5; i++)
        {
            StoreUnderTest.AssertHolds(one, 1);
            StoreUnderTest.AssertHolds(two, 2);
        }

        Assert.Equal((2, 10), (test.Statistics.ObjectsSpilled, test.Statistics.ObjectsRestored));
        Assert.Equal(2, test.Medium.Created.Count);
    }

    [Fact]
    public async Task Readers_of_a_spilled_object_share_one_reading()
    {
        using var test = new StoreUnderTest();
        using var one = test.Put(1, 900 * Kilobyte);
        using var two = await test.PutAsync(2, 900 * Kilobyte);
        test.Medium.MayOpen = new SemaphoreSlim(0);
        var pins = Enumerable.Range(0, 4).Select(_ => one.PinAsync(CancellationToken.None).AsTask()).ToList();
        pins.Add(Task.Factory.StartNew(() => one.Pin(), TaskCreationOptions.LongRunning));
        await test.Medium.Opening.WaitAsync();
        Assert.Equal(StoredObjectState.Restoring, one.State);
        Assert.All(pins, static pin => Assert.False(pin.IsCompleted));
        test.Medium.MayOpen.Release(10);
        foreach (var pin in await Task.WhenAll(pins))
        {
            Assert.True(SeededBytes.Are(pin.Span, 1));
            pin.Dispose();
        }

        Assert.Single(test.Medium.Opened);
    }

    [Fact]
    public async Task A_reader_that_is_cancelled_leaves_the_object_to_the_others()
    {
        using var test = new StoreUnderTest();
        using var one = test.Put(1, 900 * Kilobyte);
        using var two = await test.PutAsync(2, 900 * Kilobyte);
        test.Medium.MayOpen = new SemaphoreSlim(0);
        using var cancellation = new CancellationTokenSource();
        var cancelled = one.PinAsync(cancellation.Token).AsTask();
        await test.Medium.Opening.WaitAsync();
        var other = one.PinAsync(CancellationToken.None).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        test.Medium.MayOpen.Release();
        using (var pin = await other)
        {
            Assert.True(SeededBytes.Are(pin.Span, 1));
            Assert.Equal(1, test.Store.List()[0].Pins);
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await one.PinAsync(cancellation.Token));
        Assert.Equal(0, test.Store.List()[0].Pins);
    }

    [Fact]
    public async Task An_object_that_was_read_back_for_readers_who_have_left_makes_room_for_who_waits()
    {
        using var test = new StoreUnderTest();
        using var one = test.Put(1, 500 * Kilobyte);
        using (await test.PutAsync(2, 900 * Kilobyte))
        {
            Assert.Equal(StoredObjectState.Spilled, one.State);
        }

        test.Medium.MayOpen = new SemaphoreSlim(0);
        using var cancellation = new CancellationTokenSource();
        var reader = one.PinAsync(cancellation.Token).AsTask();
        await test.Medium.Opening.WaitAsync();

        // The store has looked for room when the copy is gone.
        using var copy = test.Put(4, Kilobyte, existsElsewhere: true);
        var waiting = test.PutAsync(3, 900 * Kilobyte);
        await WaitForCondition.HoldsAsync(() => test.Statistics is { Waiting: 1, ObjectsEvicted: 1 });
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader);

        test.Medium.MayOpen.Release();

        using var stored = await waiting.Soon();
        StoreUnderTest.AssertHolds(stored, 3);
    }

    [Fact]
    public async Task An_object_that_is_deleted_while_it_is_read_back_leaves_nothing()
    {
        using var test = new StoreUnderTest();
        var one = test.Put(1, 900 * Kilobyte);
        using var two = await test.PutAsync(2, 900 * Kilobyte);
        test.Medium.MayOpen = new SemaphoreSlim(0);
        using var cancellation = new CancellationTokenSource();
        var reader = one.PinAsync(cancellation.Token).AsTask();
        await test.Medium.Opening.WaitAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader);
        one.Dispose();
        test.Medium.MayOpen.Release();
        await WaitForCondition.HoldsAsync(() => test.Statistics is { Objects: 1, BytesOnDisk: 900 * Kilobyte });
        Assert.Equal(test.Store.List()[0].SpillFile, Assert.Single(test.SpillFiles));
    }

    [Fact]
    public async Task Closing_the_store_while_objects_are_spilled_and_read_back_leaves_nothing()
    {
        using var test = new StoreUnderTest(directories: 2);
        using var one = test.Put(1, 900 * Kilobyte);
        using var two = await test.PutAsync(2, 900 * Kilobyte);
        test.Medium.MayOpen = new SemaphoreSlim(0);
        test.Medium.MayCreate = new SemaphoreSlim(0);
        _ = await test.Medium.Creating.WaitAsync(0);
        var reader = one.PinAsync(CancellationToken.None).AsTask();
        await test.Medium.Creating.WaitAsync();
        test.Store.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reader);
        test.Medium.MayCreate.Release();
        await WaitForCondition.HoldsAsync(() => test.Statistics.Objects == 0);
    }

    [Fact]
    public async Task Directories_take_turns()
    {
        using var test = new StoreUnderTest(directories: 3);
        var stored = new List<StoredObject>();
        for (var i = 0; i < 7; i++)
        {
            stored.Add(await test.PutAsync(i, 900 * Kilobyte));
        }

        Assert.All(test.Directories, directory => Assert.Equal(2, test.Medium.Created.Count(path => path.StartsWith(directory + "/", StringComparison.Ordinal))));
        stored.ForEach(static each => each.Dispose());
        await WaitForCondition.HoldsAsync(() => test.Statistics.BytesOnDisk == 0);
        Assert.Empty(test.SpillFiles);
    }

    [Fact]
    public async Task Where_the_disk_budget_is_short_files_of_objects_in_memory_go_first()
    {
        using var test = new StoreUnderTest(configure: static options => options.MaxSpillBytes = 1000 * Kilobyte);
        using var one = test.Put(1, 500 * Kilobyte);
        using var two = test.Put(2, 400 * Kilobyte);
        using var three = await test.PutAsync(3, 500 * Kilobyte);
        Assert.Equal(StoredObjectState.Spilled, one.State);
        using (var pin = await one.PinAsync(CancellationToken.None))
        {
            // One is in memory and in a file; two was spilled for it. Only without the file of one does the disk hold three.
            Assert.Equal(StoredObjectState.Spilled, two.State);
            using var four = await test.PutAsync(4, 500 * Kilobyte);
            Assert.Equal(StoredObjectState.Spilled, three.State);
            Assert.Null(test.Store.List()[0].SpillFile);
        }

        Assert.True(test.Statistics.BytesOnDisk <= 1000 * Kilobyte);
        StoreUnderTest.AssertHolds(two, 2);
    }

    [Fact]
    public async Task Beyond_the_disk_budget_nothing_is_spilled()
    {
        using var test = new StoreUnderTest(configure: static options => options.MaxSpillBytes = 1000 * Kilobyte);
        using var one = test.Put(1, 900 * Kilobyte);
        using var two = await test.PutAsync(2, 900 * Kilobyte);
        var three = test.PutAsync(3, 900 * Kilobyte);
        await test.WaitingAsync(1);
        test.Time.Advance(test.Options.CreateTimeout);
        Assert.Contains(test.Directories[0], (await Assert.ThrowsAsync<ObjectStoreFullException>(() => three)).Message, StringComparison.Ordinal);
        Assert.Equal((1, 900L * Kilobyte), (test.Statistics.ObjectsSpilled, test.Statistics.BytesOnDisk));

        var four = test.PutAsync(4, 900 * Kilobyte);
        await test.WaitingAsync(1);
        one.Dispose();
        using var stored = await four;
        Assert.Equal(StoredObjectState.Spilled, two.State);
    }

    [Fact]
    public async Task Spilling_leaves_the_file_system_its_reserve()
    {
        using var test = new StoreUnderTest(configure: static options => (options.SpillReserve, options.CreateTimeout) = (1 << 20, Timeout.InfiniteTimeSpan));
        test.Medium.Available = (1 << 20) + (900 * Kilobyte) - 1;
        using var one = test.Put(1, 900 * Kilobyte);
        var two = test.PutAsync(2, 900 * Kilobyte);
        await WaitForCondition.HoldsAsync(() => test.Statistics.SpillFailures == 1);
        Assert.Empty(test.SpillFiles);
        test.Medium.Available++;
        test.Time.Advance(TimeSpan.FromSeconds(1));
        await WaitForCondition.HoldsAsync(() =>
        {
            test.Time.Advance(TimeSpan.FromMilliseconds(100));
            return two.IsCompleted;
        });
        using var stored = await two;
        Assert.Equal(StoredObjectState.Spilled, one.State);
    }
}
