using System.Runtime.CompilerServices;

namespace Orleans.Ray.Tests.Streams;

/// <summary>Who reads a stream holds what they keep the references of, and nobody holds what was read and let go.</summary>
public sealed class StreamMemoryTests
{
    [Fact]
    public async Task B135_An_item_goes_with_its_last_reference_while_the_stream_goes_on()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        gate.Admit(3);
        await using var stream = Flows.Remote.Blocks(gate.Id, 10);
        await gate.ArrivalsAsync(4);
        Assert.True(Block.Alive(gate.Id) >= 3);

        var kept = await ReadAndDropAsync(stream);

        await AliveAsync(gate, 1);
        Assert.NotNull(await kept.Soon());
        Assert.False(stream.Completed.IsReady);
    }

    [Fact]
    public async Task B142_A_loop_holds_one_item_at_a_time()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var most = 0;
        var read = 0;
        gate.Admit(1);
        await foreach (var item in Flows.Remote.Blocks(gate.Id, 30, options: new TaskOptions { GeneratorBackpressureNumObjects = 1 }))
        {
            // The producer stands at the gate before the next item, and may still hold the one that it has yielded, which is this one.
            await gate.ArrivalsAsync(1);
            await TouchAsync(item);
            most = Math.Max(most, Block.Alive(gate.Id));
            read++;
            gate.Admit(1);
        }

        Assert.Equal(30, read);
        Assert.InRange(most, 1, 2);
        await AliveAsync(gate, 0);
    }

    [Fact]
    public async Task B135_Nothing_is_left_after_an_error()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        gate.Open();
        var stream = Flows.Remote.Blocks(gate.Id, 10, failAt: 4);
        await Assert.ThrowsAsync<InvalidOperationException>(() => stream.Completed.Soon());
        await DropAllAsync(stream, 5);

        await AliveAsync(gate, 0);
        await stream.EndAsync();
    }

    [Fact]
    public async Task B135_Nothing_is_left_after_the_actor_died()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var actor = BlockActor.Remote.Create();
        gate.Admit(3);
        var stream = actor.Blocks(gate.Id, 10);
        await gate.ArrivalsAsync(4);
        await Ray.KillAsync(actor);
        await DropAllAsync(stream, 4);
        gate.Open();

        await AliveAsync(gate, 0);
        await stream.EndAsync();
    }

    [Fact]
    public async Task What_is_unread_goes_when_the_stream_is_disposed_of()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        gate.Open();
        var stream = Flows.Remote.Blocks(gate.Id, 10);
        await stream.Completed.Soon();
        Assert.Equal(10, Block.Alive(gate.Id));

        await stream.DisposeAsync();

        await AliveAsync(gate, 0);
        GC.KeepAlive(stream);
    }

    [Fact]
    public async Task What_is_unread_goes_when_the_stream_is_cancelled()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        gate.Admit(5);
        var stream = Flows.Remote.Blocks(gate.Id, 10);
        await gate.ArrivalsAsync(6);

        Assert.True(await Ray.CancelAsync(stream));
        gate.Open();

        await AliveAsync(gate, 0);
        await Assert.ThrowsAsync<RayTaskCancelledException>(async () => await (await stream.NextSoon()).Soon());
    }

    [Fact]
    public async Task B139_A_stream_that_nobody_has_any_more_ends_and_its_producer_with_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var departure = new Departure();
        var completed = await AbandonAsync(departure.Id);

        await CollectUntilAsync(() => departure.Disposed.IsCompleted);

        Assert.False(completed.IsAlive);
        await ray.AllResourcesReturnAsync();
    }

    [Fact]
    public async Task Whoever_has_asked_for_the_completion_gets_it_though_nobody_reads()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var (stream, completed) = Begin(gate.Id);
        await CollectUntilAsync(() => !stream.IsAlive);
        gate.Open();

        await completed.Soon();

        Assert.Equal(3000, gate.Arrived);
        await AliveAsync(gate, 0);
    }

    [Fact]
    public async Task A_reader_that_waits_keeps_its_stream()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var reading = Read(gate.Id);
        await gate.ArrivalsAsync(1);
        Block.Alive(gate.Id);
        gate.Open();

        Assert.Equal([0, 1, 2], await reading.Soon());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<ObjectRef<Block>> ReadAndDropAsync(ObjectRefStream<Block> stream)
    {
        await TouchAsync(await stream.NextSoon());
        var kept = await stream.NextSoon();
        await TouchAsync(await stream.NextSoon());
        return kept;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task TouchAsync(ObjectRef<Block> item) => Assert.NotNull(await item.Soon());

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task DropAllAsync(ObjectRefStream<Block> stream, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await stream.NextSoon();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> AbandonAsync(string departure)
    {
        var stream = Flows.Remote.Endless(departure);
        await stream.NextSoon();
        return new WeakReference(stream);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Stream, ObjectRef<Unit> Completed) Begin(string gate)
    {
        var stream = Flows.Remote.Blocks(gate, 3000);
        return (new WeakReference(stream), stream.Completed);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<List<int>> Read(string gate) => Flows.Remote.Pass(gate, 3).AllSoon();

    private static Task AliveAsync(Gate gate, int count) => WaitForCondition.HoldsAsync(() => Block.Alive(gate.Id) == count);

    private static Task CollectUntilAsync(Func<bool> condition) => WaitForCondition.HoldsAsync(() =>
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return condition();
    });
}
