using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Scheduling;

public sealed class TurnTests(SingleSiloFixture fixture) : IClassFixture<SingleSiloFixture>
{
    [Fact]
    public async Task A_grain_runs_one_request_at_a_time_to_its_end()
    {
        var grain = fixture.Local.GetGrain<ITurnGrain>(Names.New());

        var most = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => grain.Overlap()));

        Assert.Equal(1, most.Max());
    }

    [Fact]
    public async Task Awaited_calls_run_in_their_order()
    {
        var grain = fixture.Client.GetGrain<ITurnGrain>(Names.New());
        for (var i = 0; i < 50; i++)
        {
            await grain.Append(i);
        }

        Assert.Equal(Enumerable.Range(0, 50), await grain.Appended());
    }

    [Fact]
    public async Task Continuations_stay_on_the_grains_scheduler_unless_told_otherwise()
    {
        var seen = await fixture.Local.GetGrain<ITurnGrain>(Names.New()).Schedulers();

        Assert.Equal(["own", "own", "own", "own", "default", "own", "default"], seen);
    }

    [Fact]
    public async Task Grains_run_in_parallel()
    {
        var (started, release) = (Names.New(), Names.New());
        var blocked = fixture.Local.GetGrain<ITurnGrain>(Names.New()).Block(started, release);
        await Signals.Wait(started);

        Assert.Equal(5, await fixture.Local.GetGrain<ITurnGrain>(Names.New()).Sync(5).Soon());

        Signals.Set(release);
        await blocked.Soon();
    }

    [Fact]
    public async Task Many_calls_in_flight_all_come_back()
    {
        var grain = fixture.Local.GetGrain<ITurnGrain>(Names.New());

        var results = await Task.WhenAll(Enumerable.Range(0, 5000).Select(grain.Sync)).Soon();

        Assert.Equal(Enumerable.Range(0, 5000), results);
    }

    [Fact]
    public async Task Many_calls_of_a_client_all_come_back()
    {
        var grain = fixture.Client.GetGrain<ITurnGrain>(Names.New());

        var results = await Task.WhenAll(Enumerable.Range(0, 2000).Select(grain.Sync)).Soon();

        Assert.Equal(Enumerable.Range(0, 2000), results);
    }
}
