using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Scheduling;

public sealed class TimerTests(SingleSiloFixture fixture) : IClassFixture<SingleSiloFixture>
{
    [Fact]
    public async Task A_timer_ticks_again_and_again_without_overlapping_itself()
    {
        var (grain, signal) = (fixture.Client.GetGrain<ITimerGrain>(Names.New()), Names.New());

        await grain.Start(signal, 5, fail: false);
        await Signals.Wait(signal);

        Assert.Equal(1, await grain.Overlapping());
        await grain.StopAll();
    }

    [Fact]
    public async Task A_timer_goes_on_after_its_callback_has_failed()
    {
        var (grain, signal) = (fixture.Client.GetGrain<ITimerGrain>(Names.New()), Names.New());

        await grain.Start(signal, 3, fail: true);
        await Signals.Wait(signal);
        await grain.StopAll();
    }

    [Fact]
    public async Task A_tick_waits_for_the_request_that_runs()
    {
        var grain = fixture.Client.GetGrain<ITimerGrain>(Names.New());
        var (ticked, started, release) = (Names.New(), Names.New(), Names.New());

        var blocked = grain.StartAndBlock(ticked, interleave: false, started, release);
        await Signals.Wait(started);
        await Task.Delay(50);
        Assert.False(Signals.IsSet(ticked));
        Signals.Set(release);

        await blocked.Soon();
        await Signals.Wait(ticked);
    }

    [Fact]
    public async Task An_interleaving_tick_does_not_wait()
    {
        var grain = fixture.Client.GetGrain<ITimerGrain>(Names.New());
        var (ticked, started, release) = (Names.New(), Names.New(), Names.New());

        var blocked = grain.StartAndBlock(ticked, interleave: true, started, release);
        await Signals.Wait(ticked);
        Signals.Set(release);

        await blocked.Soon();
    }

    [Fact]
    public async Task A_disposed_timer_does_not_tick() => Assert.False(await fixture.Client.GetGrain<ITimerGrain>(Names.New()).StartAndDispose());

    [Fact]
    public async Task A_timer_can_be_changed()
    {
        var (grain, signal) = (fixture.Client.GetGrain<ITimerGrain>(Names.New()), Names.New());

        await grain.StartChanged(signal);
        await Signals.Wait(signal);
        await grain.StopAll();
    }

    [Fact]
    public async Task Disposing_of_a_timer_cancels_its_callback()
    {
        var (grain, started, cancelled) = (fixture.Client.GetGrain<ITimerGrain>(Names.New()), Names.New(), Names.New());

        await grain.StartWithToken(started, cancelled);
        await Signals.Wait(started);
        await grain.StopAll();

        await Signals.Wait(cancelled);
    }

    [Fact]
    public async Task Deactivation_ends_the_timers()
    {
        var (grain, ticked, cancelled) = (fixture.Client.GetGrain<ITimerGrain>(Names.New()), Names.New(), Names.New());
        await grain.StartRegistering(ticked, cancelled);
        await Signals.Wait(ticked);

        await fixture.Cluster.DeactivateAsync(grain).Soon();

        await Signals.Wait(cancelled);
    }
}
