using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Polyfill;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Chaos;

public sealed class FreezeTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;
    private ClusterChaos _chaos = null!;
    private InProcessSiloHandle _other = null!;
    private InProcessSiloHandle _frozen = null!;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Configure<ClusterMembershipOptions>(options => options.LivenessEnabled = false);
            silo.Configure<ConnectionOptions>(options => options.OpenConnectionTimeout = TimeSpan.FromMilliseconds(100));
        });
        _chaos = builder.UseChaos();
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await _cluster.WaitForLivenessToStabilizeAsync();
        (_other, _frozen) = (_cluster.Silos[0], _cluster.Silos[1]);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Calls_to_a_frozen_silo_wait_until_it_is_thawed()
    {
        var grain = await _frozen.ActivateAsync(_other.Factory());
        _chaos.FreezeSilo(_frozen);

        var call = grain.Count();
        await Patience.Until(() => _chaos.Counts.Waiting > 0);
        Assert.False(call.IsCompleted);
        _chaos.ThawSilo(_frozen);

        Assert.Equal(1, await call.Soon());
    }

    [Fact]
    public async Task Its_grains_and_timers_stand_still()
    {
        var (grain, name, ticks) = (await _frozen.ActivateAsync(_other.Factory()), Signals.New(), Signals.New());
        var call = grain.Block(name);
        await Signals.Wait($"{name}/began");
        var (timed, timedByOther) = (await _frozen.ActivateAsync(_other.Factory()), await _other.ActivateAsync(_other.Factory()));
        await timed.StartTimer(ticks);
        await Signals.Wait(ticks);

        _chaos.FreezeSilo(_frozen);
        Signals.Set($"{name}/release");
        var (before, otherTicks) = (Signals.CountOf(ticks), Signals.New());
        await timedByOther.StartTimer(otherTicks);
        await Patience.Until(() => Signals.CountOf(otherTicks) > 5);
        Assert.InRange(Signals.CountOf(ticks), before, before + 1);
        Assert.False(Signals.IsSet($"{name}/ended"));

        _chaos.ThawSilo(_frozen);
        await Signals.Wait($"{name}/ended");
        await call.Soon();
        await Patience.Until(() => Signals.CountOf(ticks) > before + 2);
    }

    [Fact]
    public async Task A_frozen_silo_can_crash()
    {
        var grain = await _frozen.ActivateAsync(_other.Factory());
        _chaos.FreezeSilo(_frozen);
        var call = grain.Count();

        await _chaos.CrashSiloAsync(_frozen);
        _chaos.ThawSilo(_frozen);
        await _other.DeclareDeadAsync(_frozen.SiloAddress);

        await Assert.ThrowsAnyAsync<Orleans.Runtime.OrleansException>(() => call.Soon());
        Assert.Equal(1, await grain.Count().Soon());
    }

    [Fact]
    public async Task A_cluster_with_a_frozen_silo_stops()
    {
        _chaos.FreezeSilo(_frozen);

        await _cluster.DisposeAsync().AsTask().Soon();
    }
}
