using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.LargeObjects;

/// <summary>What goes to the object store, and how often.</summary>
public sealed class PlacementTests
{
    [Fact]
    public async Task B019_A_small_result_needs_no_store_and_a_large_one_is_in_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var small = Sums.Remote.Range(100);
        await small.Soon();
        Assert.Equal(0, (await StoreWatch.SummaryAsync()).Objects);
        Assert.Null((await StoreWatch.SummaryAsync()).Path);

        var large = Bulk.Remote.Make(3);
        await using var keeper = BlockKeeper.Remote.Create();
        var ofActor = keeper.Make(4, Bulk.Length);
        using var block = await large.Soon();
        using var blockOfActor = await ofActor.Soon();

        Assert.True(Bulk.IsBlock(block, 3));
        Assert.True(Bulk.IsBlock(blockOfActor, 4));
        Assert.Equal(2, (await StoreWatch.SummaryAsync()).Objects);
        Assert.Equal("Bulk.Make", (await StoreWatch.FindAsync(large.Id))!.TaskName);
        Assert.Equal("BlockKeeper.Make", (await StoreWatch.FindAsync(ofActor.Id))!.TaskName);
        GC.KeepAlive(large);
        GC.KeepAlive(ofActor);
    }

    [Fact]
    public async Task B017_What_a_reader_does_to_its_array_no_other_reader_sees()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var mine = Bulk.NewBlock(1).ToArray();
        var reference = Ray.Put(mine);
        mine[0] = -1;

        var one = await reference;
        one[0] = -2;
        var sum = await Bulk.Remote.ChangeAndSum(reference).Soon();
        var other = await reference;

        Assert.Equal(1, other[0]);
        Assert.Equal(other.Sum() - 2, sum);
        Assert.Equal(1, (await StoreWatch.SummaryAsync()).Objects);
        GC.KeepAlive(reference);
    }

    [Fact]
    public async Task An_object_is_one_allocation_however_many_read_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var reference = Ray.Put(Bulk.NewBlock(5));
        var keepers = Enumerable.Range(0, 20).Select(_ => BlockKeeper.Remote.Create(new ActorOptions { NumCpus = 0 })).ToArray();

        await Task.WhenAll(keepers.Select(keeper => keeper.Keep(reference).Soon()));

        var summary = await StoreWatch.SummaryAsync();
        Assert.Equal(1, summary.Objects);
        Assert.InRange(summary.UsedBytes, Bulk.Bytes, Bulk.Bytes + 8192);
        Assert.Equal(20, (await StoreWatch.FindAsync(reference.Id))!.Pins);
        foreach (var keeper in keepers)
        {
            await keeper.DisposeAsync();
        }

        GC.KeepAlive(reference);
    }

    [Fact]
    public async Task A_large_argument_is_put_once_however_often_the_call_is_tried()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var first = await Bulk.Remote.SumAtAttempt(Bulk.NewBlock(7).ToArray(), 3).Soon();

        Assert.Equal(7, first);
        await StoreWatch.EmptyAsync();
        Assert.Equal(0, (await StoreWatch.SummaryAsync()).AllocationFailures);
    }

    [Fact]
    public async Task Each_of_several_returns_and_each_item_of_a_stream_is_an_object_of_its_own()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var (first, second) = Bulk.Remote.Two(10);
        Assert.True(Bulk.IsBlock(await first.Soon(), 10));
        Assert.Equal(11, (await second.Soon())[0]);
        Assert.Equal(2, (await StoreWatch.SummaryAsync()).Objects);
        await Ray.FreeAsync([first, second]);

        var seed = 0;
        await foreach (var item in Bulk.Remote.Stream(5))
        {
            using var block = await item;
            Assert.True(Bulk.IsBlock(block, seed++));
            Assert.NotNull(await StoreWatch.FindAsync(item.Id));
        }

        Assert.Equal(5, seed);
    }

    [Fact]
    public async Task B018_An_actor_that_keeps_a_hundred_arrays_finds_all_of_them_intact()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.ObjectStoreMemory) = (1, 64L << 20));
        await using var keeper = BlockKeeper.Remote.Create();
        for (var i = 0; i < 100; i++)
        {
            await keeper.Keep(Ray.Put(Bulk.NewBlock(i))).Soon();
            _ = Ray.Put(Bulk.NewBlock(-i));
        }

        Assert.True(await keeper.AreIntact().Soon());
    }

    [Fact]
    public async Task Hundreds_of_large_references_are_arguments_of_one_task()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.ObjectStoreMemory) = (1, 64L << 20));
        var blocks = Enumerable.Range(0, 300).Select(i => Ray.Put(Bulk.NewBlock(i, 131_072))).ToArray();

        var sum = await Bulk.Remote.SumOfFirsts(blocks).Soon();

        Assert.Equal(300 * 299 / 2, sum);
        Assert.True((await StoreWatch.SummaryAsync()).TotalSpilledBytes > 200L << 20);
        GC.KeepAlive(blocks);
    }

    [Fact]
    public async Task Tasks_that_put_more_than_fits_all_succeed()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.ObjectStoreMemory) = (2, 5L << 20));

        var counts = await Enumerable.Range(0, 10).Select(_ => Bulk.Remote.PutMany(10, 100_000)).ToArray().Soon();

        Assert.Equal(100, counts.Sum());
        await StoreWatch.EmptyAsync();
    }

    [Fact]
    public async Task Parts_that_were_stored_are_given_back_where_another_part_is_refused()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var (large, refused) = Several.Remote.LargeAndUnserializable();

        await Assert.ThrowsAsync<RaySerializationException>(() => large.Soon());
        await Assert.ThrowsAsync<RaySerializationException>(() => refused.Soon());
        Assert.Equal(0, (await StoreWatch.SummaryAsync()).Objects);
    }

    [Fact]
    public async Task Where_call_sites_are_recorded_a_value_that_turns_out_small_costs_no_walk_up_the_stack()
    {
        Assert.InRange(await AllocatedAsync(recordCallSites: true) - await AllocatedAsync(recordCallSites: false), -500, 500);

        static async Task<long> AllocatedAsync(bool recordCallSites)
        {
            await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.RecordCallSites) = (1, recordCallSites));
            return PerPut();
        }

        static long PerPut()
        {
            // A set may be large: what it holds shows when it is serialized.
            var small = new HashSet<int> { 1 };
            Ray.Put(small);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 20; i++)
            {
                Ray.Put(small);
            }

            return (GC.GetAllocatedBytesForCurrentThread() - before) / 20;
        }
    }

    [Fact]
    public async Task An_array_that_is_filled_in_is_made_in_the_store_itself()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.RecordCallSites) = (1, true));
        var place = nint.Zero;
        var reference = Ray.Put<double>([250, 100], elements =>
        {
            place = AddressOf(elements);
            for (var i = 0; i < elements.Length; i++)
            {
                elements[i] = i + 3;
            }
        });

        using var block = await reference;
        Assert.Equal([250, 100], block.Shape.ToArray());
        Assert.True(Bulk.IsBlock(block.Reshape(Bulk.Length), 3));
        var row = (await StoreWatch.FindAsync(reference.Id))!;
        Assert.Contains(nameof(An_array_that_is_filled_in_is_made_in_the_store_itself), row.CallSite, StringComparison.Ordinal);
        Assert.Equal(1, row.Pins);

        // The same memory, mapped twice: to be written, and to be read.
        var arena = Ray.CurrentScope.Node.Store.Memory.Arena;
        Assert.Equal(OffsetOf(arena, AddressOf(block.AsSpan())), place - Writable(arena));

        static unsafe nint AddressOf(ReadOnlySpan<double> elements) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(elements));

        static unsafe nint OffsetOf(Arena arena, nint address) => address - (nint)arena.ReadPointer(0);

        static unsafe nint Writable(Arena arena) => (nint)arena.WritePointer(new ArenaBlock(0, 0, 0), 0, 0);
    }

    [Fact]
    public async Task Small_arrays_are_filled_in_managed_memory_and_a_fill_that_throws_stores_nothing()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        using var small = await ray.Put<int>([2, 2], static elements => elements.Fill(7));
        Assert.Equal(NDArray.Full(7, 2, 2), small);
        Assert.Equal(NDArray.Full(7, 2, 2), NDArray.Create<int>([2, 2], static elements => elements.Fill(7)));
        Assert.Equal(0, (await ray.Put<int>([0, 5], static _ => { })).Length);
        Assert.Throws<InvalidOperationException>(() => Ray.Put<double>([Bulk.Length], static _ => throw new InvalidOperationException("as asked")));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ray.Put<double>([-1], static _ => { }));

        var summary = await StoreWatch.SummaryAsync();
        Assert.Equal((0, 0, 0), (summary.Objects, summary.UsedBytes, summary.PinnedBytes));
    }

    [Fact]
    public async Task Everything_is_freed_when_the_last_reference_and_the_last_reader_are_gone()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var block = GetAndDrop();

        Assert.True(Bulk.IsBlock(block, 9));
        await StoreWatch.CollectUntilAsync(async () => (await Ray.State.ListMemoryAsync()).Single() is { IsReferenced: false, Pins: 1 });
        Assert.True(Bulk.IsBlock(block, 9));
        block.Dispose();

        var summary = await StoreWatch.SummaryAsync();
        Assert.Equal((0, 0), (summary.Objects, summary.UsedBytes));
        Assert.Throws<ObjectDisposedException>(() => block[0]);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static NDArray<double> GetAndDrop() => Ray.Get(Ray.Put(Bulk.NewBlock(9)));
    }
}
