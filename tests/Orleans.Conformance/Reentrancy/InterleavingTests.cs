using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Reentrancy;

public sealed class InterleavingTests(SingleSiloFixture fixture) : IClassFixture<SingleSiloFixture>
{
    [Fact]
    public async Task A_normal_call_waits_for_a_normal_call()
    {
        var grain = Grain();
        await WhileBlocked(grain.Block, async () =>
        {
            var waiting = grain.Pass();
            var overtaking = grain.PassInterleaving();
            await overtaking.Soon();
            Assert.False(waiting.IsCompleted);
            return waiting;
        });
    }

    [Fact]
    public async Task A_read_only_call_waits_for_a_normal_call()
    {
        var grain = Grain();
        await WhileBlocked(grain.Block, async () =>
        {
            var waiting = grain.PassReading();
            await grain.PassInterleaving().Soon();
            Assert.False(waiting.IsCompleted);
            return waiting;
        });
    }

    [Fact]
    public async Task A_read_only_call_starts_while_a_read_only_call_runs()
    {
        var grain = Grain();
        await WhileBlocked(grain.BlockReading, async () =>
        {
            var waiting = grain.Pass();
            await grain.PassReading().Soon();
            Assert.False(waiting.IsCompleted);
            return waiting;
        });
    }

    [Fact]
    public async Task A_normal_call_starts_while_an_always_interleaving_call_runs()
    {
        var grain = Grain();
        await WhileBlocked(grain.BlockInterleaving, async () =>
        {
            await grain.Pass().Soon();
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_normal_call_waits_for_a_read_only_call()
    {
        var grain = Grain();
        await WhileBlocked(grain.BlockReading, async () =>
        {
            var waiting = grain.Pass();
            await grain.PassInterleaving().Soon();
            Assert.False(waiting.IsCompleted);
            return waiting;
        });
    }

    [Fact]
    public async Task A_read_only_call_overtakes_a_normal_one_that_waits()
    {
        var grain = Grain();
        await WhileBlocked(grain.BlockReading, async () =>
        {
            var waiting = Task.WhenAll(grain.Pass(), grain.Pass(), grain.Pass());
            await grain.PassReading().Soon();
            await grain.PassReading().Soon();
            Assert.False(waiting.IsCompleted);
            return waiting;
        });
    }

    [Fact]
    public async Task All_that_wait_are_served_while_an_always_interleaving_call_runs_on()
    {
        var grain = Grain();
        await WhileBlocked(grain.BlockInterleaving, async () =>
        {
            var waiting = Task.CompletedTask;
            await WhileBlocked(grain.Block, () => Task.FromResult(waiting = Task.WhenAll(Enumerable.Range(0, 10).Select(_ => grain.Pass()))));
            await waiting.Soon();
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task An_always_interleaving_call_starts_while_one_of_its_kind_runs()
    {
        var grain = Grain();
        await WhileBlocked(grain.BlockInterleaving, async () =>
        {
            await grain.PassInterleaving().Soon();
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Everything_interleaves_in_a_reentrant_class()
    {
        var grain = fixture.Local.GetGrain<IReentrantGrain>(Names.New());
        await WhileBlocked(grain.Block, async () =>
        {
            await grain.Pass().Soon();
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_predicate_lets_requests_in()
    {
        var grain = fixture.Local.GetGrain<IChoosyGrain>(Names.New());
        await WhileBlocked(grain.Block, async () =>
        {
            var waiting = grain.PassReading();
            await grain.Pass().Soon();
            Assert.False(waiting.IsCompleted);
            return waiting;
        });
    }

    [Fact]
    public async Task Waiting_reads_run_once_each_when_the_first_of_them_ends_a_third_call()
    {
        var grain = fixture.Client.GetGrain<IEndingGrain>(Names.New());
        var (holding, blocked, release) = (Names.New(), Names.New(), Names.New());
        var hold = grain.Hold(holding);
        await Signals.Wait(holding);
        var block = grain.Block(blocked, release);
        await Signals.Wait(blocked);
        var first = grain.Read(true);
        await grain.Pass().Soon();
        Task<int>[] reads = [first, .. Enumerable.Range(0, 9).Select(_ => grain.Read(false))];
        await grain.Pass().Soon();

        Signals.Set(release);

        await Task.WhenAll([hold, block, .. reads]).Soon();
        Assert.Equal(11, await grain.Read(false).Soon());
        Assert.Equal(Enumerable.Range(1, 10), reads.Select(read => read.Result).Order());
    }

    private static async Task WhileBlocked(Func<string, string, Task> block, Func<Task<Task>> action)
    {
        var (started, release) = (Names.New(), Names.New());
        var blocked = block(started, release);
        await Signals.Wait(started);
        var waiting = await action();
        Signals.Set(release);
        await blocked.Soon();
        await waiting.Soon();
    }

    private IInterleavingGrain Grain() => fixture.Local.GetGrain<IInterleavingGrain>(Names.New());
}
