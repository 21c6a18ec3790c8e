using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Lifetime;

public sealed class DeactivationTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task A_grain_that_asked_to_be_deactivated_is_another_at_the_next_call()
    {
        var grain = Grain();
        var first = await grain.Activation();

        await grain.DeactivateSoon();

        await Patience.Until(async () => await grain.Activation() != first);
    }

    [Fact]
    public async Task The_request_that_asks_for_deactivation_runs_to_its_end()
    {
        var (grain, started, release) = (Grain(), Names.New(), Names.New());
        var first = await grain.Activation();

        var running = grain.DeactivateAfter(started, release);
        await Signals.Wait(started);
        var waiting = grain.Activation();
        Signals.Set(release);

        Assert.Equal(first, await running.Soon());
        Assert.NotEqual(first, await waiting.Soon());
    }

    [Fact]
    public async Task A_call_during_deactivation_waits_and_runs_on_a_new_activation()
    {
        var (grain, begun, release) = (Grain(), Names.New(), Names.New());
        var first = await grain.Activation();

        await grain.HoldDeactivation(begun, release);
        await Signals.Wait(begun);
        var waiting = grain.Activation();
        Assert.False(waiting.IsCompleted);
        Signals.Set(release);

        Assert.NotEqual(first, await waiting.Soon());
    }

    [Fact]
    public async Task OnDeactivateAsync_is_told_the_reason()
    {
        var (grain, reported) = (Grain(), Names.New());

        await grain.ReportDeactivation(reported);
        await grain.DeactivateSoon();

        Assert.Equal(DeactivationReasonCode.ApplicationRequested, await Signals.Wait(reported));
    }

    [Fact]
    public async Task Of_two_reasons_the_first_counts()
    {
        var (grain, reported) = (Grain(), Names.New());
        await grain.ReportDeactivation(reported);

        await grain.DeactivateTwice();

        Assert.Equal(DeactivationReasonCode.ApplicationError, await Signals.Wait(reported));
    }

    [Fact]
    public async Task Calls_that_come_with_a_deactivation_all_come_back()
    {
        var grain = Grain();
        for (var round = 0; round < 20; round++)
        {
            var calls = Enumerable.Range(0, 20).Select(_ => grain.Activation()).ToList();
            await grain.DeactivateSoon();
            calls.AddRange(Enumerable.Range(0, 20).Select(_ => grain.Activation()));

            Assert.True((await Task.WhenAll(calls).Soon()).Distinct().Count() <= 2);
        }
    }

    private ILifetimeGrain Grain() => fixture.Client.GetGrain<ILifetimeGrain>(Names.New());
}
