using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Lifetime;

public sealed class IdleCollectionTests(IdleFixture fixture) : IClassFixture<IdleFixture>
{
    /// <summary>All at once, since what is not collected shows only while others are.</summary>
    [Fact]
    public async Task What_is_not_used_is_collected_and_what_is_used_or_exempt_is_not()
    {
        var (unused, ticking) = (await NewAsync(), await NewAsync());
        var (delayed, undelayed, keptAlive, busy) = (await NewAsync(), await NewAsync(), await NewAsync(), await NewAsync());
        var kept = fixture.Client.GetGrain<IKeptGrain>(Names.New());
        var patient = fixture.Client.GetGrain<IPatientGrain>(Names.New());
        var (keptId, patientId) = (await kept.Activation(), await patient.Activation());
        var (started, release) = (Names.New(), Names.New());
        await ticking.Grain.Tick(keepAlive: false);
        await keptAlive.Grain.Tick(keepAlive: true);
        await delayed.Grain.Delay(TimeSpan.FromHours(1));
        await undelayed.Grain.Delay(TimeSpan.FromHours(1));
        await undelayed.Grain.Delay(TimeSpan.Zero);
        var running = busy.Grain.Block(started, release);
        await Signals.Wait(started);

        foreach (var collected in new[] { unused, ticking, undelayed })
        {
            Assert.Equal(DeactivationReasonCode.ActivationIdle, await Signals.Wait(collected.Reported));
            Assert.NotEqual(collected.Activation, await collected.Grain.ReportDeactivation(Names.New()));
        }

        foreach (var left in new[] { delayed, keptAlive, busy })
        {
            Assert.False(Signals.IsSet(left.Reported));
        }

        Signals.Set(release);
        await running.Soon();
        Assert.Equal(delayed.Activation, await delayed.Grain.ReportDeactivation(delayed.Reported));
        Assert.Equal(keptAlive.Activation, await keptAlive.Grain.ReportDeactivation(keptAlive.Reported));
        Assert.Equal(keptId, await kept.Activation());
        Assert.Equal(patientId, await patient.Activation());
    }

    private async Task<(IIdleGrain Grain, string Reported, Guid Activation)> NewAsync()
    {
        var (grain, reported) = (fixture.Client.GetGrain<IIdleGrain>(Names.New()), Names.New());
        return (grain, reported, await grain.ReportDeactivation(reported));
    }
}
