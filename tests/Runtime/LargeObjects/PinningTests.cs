using System.Runtime.CompilerServices;

namespace Orleans.Ray.Tests.LargeObjects;

/// <summary>What keeps an object in memory, and alive.</summary>
public sealed class PinningTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B201_An_argument_is_pinned_until_its_task_has_ended_well_or_badly(bool fail)
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.OnUnobservedError) = (1, _ => { }));
        using var gate = new Gate();
        var task = Bulk.Remote.FirstAfter(Bulk.NewBlock(2), gate.Id, fail);
        await gate.ArrivalsAsync(1);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.InRange((await StoreWatch.SummaryAsync()).PinnedBytes, Bulk.Bytes, long.MaxValue);

        gate.Open();
        await Ray.WaitAsync([task], timeout: Patience.Limit);
        await StoreWatch.EmptyAsync();
    }

    [Fact]
    public async Task B201_A_task_that_looks_at_its_argument_through_a_span_alone_keeps_it()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.ObjectStoreMemory) = (2, 8L << 20));
        using var gate = new Gate();
        var expected = Enumerable.Range(0, Bulk.Length).Sum(i => 3.0 + i);
        var task = Bulk.Remote.SumOfSpanAfter(Bulk.NewBlock(3), gate.Id);
        await gate.ArrivalsAsync(1);

        // Everything that is not pinned is driven out of memory, several times over.
        Assert.Equal(100, await Bulk.Remote.PutMany(100, Bulk.Length).Soon());
        gate.Open();

        Assert.Equal(expected, await task.Soon());
    }

    [Fact]
    public async Task B202_What_an_actor_keeps_stays_in_memory_under_pressure()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.ObjectStoreMemory) = (1, 8L << 20));
        await using var keeper = BlockKeeper.Remote.Create();
        var reference = Ray.Put(Bulk.NewBlock(0));
        await keeper.Keep(reference).Soon();

        var others = Enumerable.Range(0, 100).Select(i => Ray.Put(Bulk.NewBlock(i))).ToArray();

        Assert.True(await keeper.AreIntact().Soon());
        Assert.Equal(MemoryState.InMemory, (await StoreWatch.FindAsync(reference.Id))!.State);
        Assert.True((await StoreWatch.SummaryAsync()).TotalSpilledBytes > 0);
        GC.KeepAlive(others);
    }

    [Fact]
    public async Task B203_An_argument_that_nobody_else_refers_to_waits_with_its_task()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var task = Submit(gate.Id);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(1, (await StoreWatch.SummaryAsync()).Objects);

        gate.Open();

        Assert.Equal(4, await task.Soon());
        await StoreWatch.EmptyAsync();

        [MethodImpl(MethodImplOptions.NoInlining)]
        static ObjectRef<double> Submit(string gate) => Bulk.Remote.FirstOnceOpen(Ray.Put(Bulk.NewBlock(4)), Gated.Remote.Later(gate));
    }

    [Fact]
    public async Task B205_A_reference_in_a_list_keeps_its_object_while_the_task_is_pending_and_no_longer()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var holder = Gated.Remote.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        var task = Submit();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(1, (await StoreWatch.SummaryAsync()).Objects);

        gate.Open();

        Assert.Equal(6, await task.Soon());
        await holder.Soon();
        await StoreWatch.EmptyAsync();

        [MethodImpl(MethodImplOptions.NoInlining)]
        static ObjectRef<double> Submit() => Bulk.Remote.SumOfFirsts(new[] { Ray.Put(Bulk.NewBlock(6)) });
    }

    [Fact]
    public async Task B206_A_reference_that_goes_down_through_five_tasks_is_freed_at_the_end()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(8, await Submit().Soon());

        await StoreWatch.EmptyAsync();

        [MethodImpl(MethodImplOptions.NoInlining)]
        static ObjectRef<double> Submit() => Bulk.Remote.Down(new List<ObjectRef<NDArray<double>>> { Ray.Put(Bulk.NewBlock(8)) }, 5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task B205_B206_A_crash_frees_what_only_the_crashed_tasks_referred_to(int levels)
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.OnUnobservedError) = (1, _ => { }));

        await Assert.ThrowsAsync<WorkerCrashedException>(() => Submit(levels).Soon());

        await StoreWatch.EmptyAsync();

        [MethodImpl(MethodImplOptions.NoInlining)]
        static ObjectRef<double> Submit(int levels) => Bulk.Remote.DownToCrash(new List<ObjectRef<NDArray<double>>> { Ray.Put(Bulk.NewBlock(8)) }, levels);
    }

    [Fact]
    public async Task B209_An_object_outlives_the_actor_that_put_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var keeper = BlockKeeper.Remote.Create();
        var reference = (await keeper.Put(4).Soon()).Single();

        await Ray.KillAsync(keeper);

        using var block = await reference.Soon();
        Assert.True(Bulk.IsBlock(block, 4));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B207_An_actor_that_borrows_two_references_frees_each_as_it_drops_it(bool kill)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var keeper = BlockKeeper.Remote.Create();
        Assert.Equal(2, await Lend(keeper).Soon());
        await StoreWatch.CollectUntilAsync(async () => (await StoreWatch.SummaryAsync()).Objects == 2);

        await keeper.DropReference(0).Soon();
        await StoreWatch.CollectUntilAsync(async () => (await StoreWatch.SummaryAsync()).Objects == 1);
        Assert.Equal(2, await keeper.FirstOf(0).Soon());

        if (kill)
        {
            await Ray.KillAsync(keeper);
        }
        else
        {
            await keeper.DropReference(0).Soon();
        }

        await StoreWatch.EmptyAsync();

        [MethodImpl(MethodImplOptions.NoInlining)]
        static ObjectRef<int> Lend(BlockKeeper.Handle keeper) =>
            keeper.KeepReferences(new List<ObjectRef<NDArray<double>>> { Ray.Put(Bulk.NewBlock(1)), Ray.Put(Bulk.NewBlock(2)) });
    }

    [Fact]
    public async Task B215_Pinned_objects_are_not_spilled_and_the_figures_are_right()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.ObjectStoreMemory) = (1, 8L << 20));
        var pinned = Ray.Put(Bulk.NewBlock(0));
        using var block = await pinned;
        var others = Enumerable.Range(1, 80).Select(i => Ray.Put(Bulk.NewBlock(i))).ToArray();

        var full = await StoreWatch.SummaryAsync();
        var rows = await Ray.State.ListMemoryAsync();
        Assert.Equal(MemoryState.InMemory, rows.Single(row => row.Id == pinned.Id).State);
        Assert.Equal(81, full.Objects);
        Assert.Equal(full.SpilledBytes, rows.Where(row => row.State == MemoryState.Spilled).Sum(row => row.Size));
        Assert.True(full.TotalSpilledBytes >= full.SpilledBytes && full.SpilledBytes >= (81 * Bulk.Bytes) - (8 << 20));
        Assert.Equal(0, full.TotalRestoredBytes);

        using var back = await others[0];
        Assert.True(Bulk.IsBlock(back, 1));
        Assert.InRange((await StoreWatch.SummaryAsync()).TotalRestoredBytes, Bulk.Bytes, 2 * Bulk.Bytes);
        Assert.True(Bulk.IsBlock(block, 0));
        GC.KeepAlive(others);
    }
}
