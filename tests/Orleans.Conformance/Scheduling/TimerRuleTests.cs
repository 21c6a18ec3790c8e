using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Scheduling;

public sealed class TimerRuleTests(SingleSiloFixture fixture) : IClassFixture<SingleSiloFixture>
{
    private readonly IClockGrain _grain = fixture.Client.GetGrain<IClockGrain>(Names.New());

    [Fact]
    public async Task A_legacy_timer_interleaves()
    {
        var (ticked, started, release) = (Names.New(), Names.New(), Names.New());
        var blocked = _grain.StartLegacy(ticked, started, release);
        await Signals.Wait(started);

        await Signals.Wait(ticked);
        Assert.False(blocked.IsCompleted);
        Signals.Set(release);

        await blocked.Soon();
        await _grain.Stop();
    }

    [Fact]
    public async Task The_period_counts_from_the_end_of_the_callback()
    {
        var (period, measured) = (TimeSpan.FromMilliseconds(60), Names.New());
        await _grain.MeasureGaps(period, TimeSpan.FromMilliseconds(100), ticks: 3, measured);

        var gaps = (TimeSpan[])(await Signals.Wait(measured))!;
        await _grain.Stop();

        // Timers may be early by as much as the clock's grain.
        Assert.All(gaps, gap => Assert.True(gap > period * 0.7, $"The callback came again after {gap}."));
    }

    [Fact]
    public async Task A_timer_can_be_changed_from_its_own_callback()
    {
        var ticked = Names.New();

        await _grain.ChangeInCallback(ticked);
        await Signals.Wait(ticked);

        Assert.Equal(2, await _grain.Ticks());
        await _grain.Stop();
    }

    [Fact]
    public async Task A_timer_without_a_period_ticks_once()
    {
        var ticked = Names.New();

        await _grain.StartOnce(ticked);
        await Signals.Wait(ticked);
        await Task.Delay(20);

        Assert.Equal(1, await _grain.Ticks());
    }

    [Fact]
    public async Task Timers_are_disposed_of_before_the_grain_deactivates()
    {
        var (ticked, deactivated) = (Names.New(), Names.New());
        await _grain.StartForDeactivation(ticked, deactivated);
        await Signals.Wait(ticked);

        await fixture.Cluster.DeactivateAsync(_grain).Soon();

        Assert.Equal(-1, await Signals.Wait(deactivated));
    }

    [Fact]
    public async Task A_negative_time_is_refused() => Assert.Equal("refused", await _grain.StartWrong());
}
