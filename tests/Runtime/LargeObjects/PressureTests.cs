using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.LargeObjects;

/// <summary>More than fits.</summary>
public sealed class PressureTests
{
    [Fact]
    public async Task B213_Five_actors_that_each_fill_half_the_store_make_progress_and_lose_nothing()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.ObjectStoreMemory) = (5, 2L << 20));
        var actors = Enumerable.Range(0, 5).Select(_ => BlockKeeper.Remote.Create()).ToArray();

        var counts = await Array.ConvertAll(actors, actor => actor.Fill(5, 120_000)).Soon();

        Assert.Equal(25, counts.Sum());
        foreach (var actor in actors)
        {
            await actor.DisposeAsync();
        }

        await StoreWatch.EmptyAsync();
    }

    [Fact]
    public async Task B214_Objects_of_four_times_the_store_come_back_right_in_any_order()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.ObjectStoreMemory) = (1, 8L << 20));
        var blocks = Enumerable.Range(0, 160).Select(i => Ray.Put(Bulk.NewBlock(i))).ToArray();
        var random = new Random(214);

        for (var i = 0; i < 500; i++)
        {
            var seed = random.Next(blocks.Length);
            using var block = await Ray.GetAsync(blocks[seed], Patience.Limit);
            Assert.True(block[0] == seed && block[Bulk.Length - 1] == seed + Bulk.Length - 1, $"block {seed}");
        }

        Assert.True((await StoreWatch.SummaryAsync()).TotalRestoredBytes > 0);
        blocks = null;
        await StoreWatch.EmptyAsync();
    }

    [Fact]
    public async Task B217_Reading_spilled_objects_while_others_are_created_does_not_deadlock()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.ObjectStoreMemory) = (2, 8L << 20));
        var blocks = Enumerable.Range(0, 60).Select(i => Ray.Put(Bulk.NewBlock(i))).ToArray();

        var readers = Enumerable.Range(0, 4).Select(i => Bulk.Remote.SumOfFirsts(blocks)).ToArray();
        var writers = Enumerable.Range(0, 4).Select(_ => Bulk.Remote.PutMany(40, Bulk.Length)).ToArray();

        Assert.All(await readers.Soon(), sum => Assert.Equal(60 * 59 / 2, sum));
        Assert.Equal(160, (await writers.Soon()).Sum());
        GC.KeepAlive(blocks);
    }

    [Fact]
    public async Task A_put_that_finds_no_room_says_how_large_the_store_is_and_who_holds_it()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.ObjectStoreMemory, o.ObjectStoreTimeout, o.RecordCallSites) = (1, 2L << 20, TimeSpan.FromMilliseconds(50), true));
        using var held = await Ray.Put(Bulk.NewBlock(0, 200_000));

        var exception = Assert.Throws<ObjectStoreFullException>(() => Ray.Put(Bulk.NewBlock(1, 200_000)));
        Assert.Contains("NDArray", exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(A_put_that_finds_no_room_says_how_large_the_store_is_and_who_holds_it), exception.Message, StringComparison.Ordinal);
        Assert.Contains((2L << 20).ToString(System.Globalization.CultureInfo.InvariantCulture), exception.Message.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(1, (await StoreWatch.SummaryAsync()).AllocationFailures);

        Assert.True(Bulk.IsBlock(held, 0));
    }

    [Fact]
    public async Task A_result_for_which_there_is_no_room_fails_its_task()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.ObjectStoreMemory, o.ObjectStoreTimeout) = (1, 1L << 20, TimeSpan.FromMilliseconds(50)));
        await using var keeper = BlockKeeper.Remote.Create();

        var exception = await Assert.ThrowsAsync<ObjectStoreFullException>(async () => await keeper.Make(0, 1_000_000).Soon());

        Assert.Equal("BlockKeeper.Make", exception.RayFailure()!.TaskName);
        Assert.Equal(0, (await StoreWatch.SummaryAsync()).Objects);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/proc/no/such/folder")]
    public async Task B218_A_spill_directory_that_cannot_be_used_fails_the_start(string directory)
    {
        var exception = await Assert.ThrowsAnyAsync<ArgumentException>(() => Ray.InitAsync(o => o.ObjectSpillingDirectories.Add(directory)));

        Assert.Contains("ObjectSpillingDirectories", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_another_node_has_is_evicted_and_leaves_every_listing()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.ObjectStoreMemory) = (1, 2L << 20));
        var node = Ray.CurrentScope.Node;
        var id = new ObjectId(new TaskId(1, 2), 0);

        // On one node nothing has copies elsewhere: this is what a transfer from another one leaves.
        using var writer = node.Store.Create(1 << 20, new StoredObjectInfo(id, default, "copy", ExistsElsewhere: true));
        writer.Span.Clear();
        using var copy = writer.Seal();
        Assert.Equal(MemoryState.InMemory, (await StoreWatch.FindAsync(id))!.State);

        var reference = Ray.Put(Bulk.NewBlock(1, 160_000));

        Assert.Throws<ObjectLostException>(() => copy.Pin());
        Assert.Equal(reference.Id, Assert.Single(await Ray.State.ListMemoryAsync()).Id);
        Assert.DoesNotContain(await Ray.State.ListObjectsAsync(), row => row.Id == id);
        var summary = await StoreWatch.SummaryAsync();
        Assert.Equal((1, 1L << 20, 0), (summary.Objects, summary.TotalEvictedBytes, summary.TotalSpilledBytes));
    }

    [Fact]
    public async Task B219_Getting_a_freed_object_fails_and_so_do_its_dependents()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var reference = Ray.Put(Bulk.NewBlock(1));
        var small = Ray.Put(1);
        using var before = await reference;

        await Ray.FreeAsync([reference, small]);

        await Assert.ThrowsAsync<ObjectLostException>(async () => await reference);
        await Assert.ThrowsAsync<ObjectLostException>(async () => await small);
        await Assert.ThrowsAsync<ObjectLostException>(async () => await Bulk.Remote.First(reference).Soon());
        Assert.True(Bulk.IsBlock(before, 1));
        before.Dispose();
        Assert.Equal(0, (await StoreWatch.SummaryAsync()).UsedBytes);
    }

    [Fact]
    public async Task An_object_that_is_freed_before_it_is_ready_is_freed_then()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var pending = Gated.Remote.Later(gate.Id, 5);

        await Ray.FreeAsync([pending]);
        Assert.False(pending.IsReady);
        gate.Open();

        // Who waits for it may see it ready a moment before.
        await WaitForCondition.HoldsAsync(() => pending.State.IsFreed);
        await Assert.ThrowsAsync<ObjectLostException>(async () => await pending);
    }
}
