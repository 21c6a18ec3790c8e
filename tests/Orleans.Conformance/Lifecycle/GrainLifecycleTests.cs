using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Lifecycle;

public sealed class GrainLifecycleTests(SingleSiloFixture fixture) : IClassFixture<SingleSiloFixture>
{
    [Fact]
    public async Task A_grains_stages_run_around_its_activation_and_in_reverse_at_its_end()
    {
        var (grain, signal) = (fixture.Client.GetGrain<ILifecycleGrain>(Names.New()), Names.New());

        Assert.Equal(["constructor", $"start {int.MinValue}", "start 1000", "start 1999", "activate"], await grain.Log());
        await grain.End(signal);

        var log = (List<string>)(await Signals.Wait(signal))!;
        Assert.Equal(["deactivate", "stop 1999", "stop 1000", $"stop {int.MinValue}"], log[5..]);
    }
}
