using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Polyfill;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Chaos;

public sealed class CrashTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;
    private ClusterChaos _chaos = null!;
    private InProcessSiloHandle _survivor = null!;
    private InProcessSiloHandle _victim = null!;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(3);
        builder.Options.ConfigureFileLogging = false;

        // Only what a test declares dead is dead.
        builder.ConfigureSilo((_, silo) => silo.Configure<ClusterMembershipOptions>(options => options.LivenessEnabled = false));
        _chaos = builder.UseChaos();
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await _cluster.WaitForLivenessToStabilizeAsync();
        (_survivor, _victim) = (_cluster.Silos[0], _cluster.Silos[1]);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_crash_is_announced_to_nobody()
    {
        var (grain, reported) = (await _victim.ActivateAsync(_survivor.Factory()), Signals.New());
        await grain.ReportDeactivation(reported);

        await _chaos.CrashSiloAsync(_victim);

        Assert.False(_victim.IsActive);
        Assert.DoesNotContain(_victim, _cluster.Silos);
        var row = (await Table(_survivor).ReadAll()).TryGet(_victim.SiloAddress);
        Assert.Equal(SiloStatus.Active, row!.Item1.Status);
        Assert.Equal(SiloStatus.Active, _survivor.Oracle().GetApproximateSiloStatus(_victim.SiloAddress));
        Assert.False(Signals.IsSet(reported));
    }

    [Fact]
    public async Task Calls_to_a_crashed_silo_are_refused_before_anybody_knows()
    {
        var grain = await _victim.ActivateAsync(_survivor.Factory());

        await _chaos.CrashSiloAsync(_victim);

        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => grain.Count().Soon());
    }

    [Fact]
    public async Task Its_grains_come_back_once_it_is_declared_dead()
    {
        var grain = await _victim.ActivateAsync(_survivor.Factory());
        Assert.Equal(1, await grain.Count());

        await _chaos.CrashSiloAsync(_victim);
        Assert.True(await _survivor.DeclareDeadAsync(_victim.SiloAddress));

        Assert.Equal(1, await grain.Count().Soon());
        Assert.NotEqual(_victim.SiloAddress, await grain.Where());
    }

    [Fact]
    public async Task Calls_under_way_to_it_fail_when_it_is_declared_dead()
    {
        var (grain, name) = (await _victim.ActivateAsync(_survivor.Factory()), Signals.New());
        var call = grain.Block(name);
        await Signals.Wait($"{name}/began");

        await _chaos.CrashSiloAsync(_victim);
        await _survivor.DeclareDeadAsync(_victim.SiloAddress);

        await Assert.ThrowsAnyAsync<OrleansException>(() => call.Soon());
        Signals.Set($"{name}/release");
        Assert.Equal(1, await grain.Count().Soon());
        Assert.False(Signals.IsSet($"{name}/ended"));
    }

    [Fact]
    public async Task Nothing_of_a_crashed_silo_runs_on()
    {
        var (grain, ticks) = (await _victim.ActivateAsync(_survivor.Factory()), Signals.New());
        await grain.StartTimer(ticks);
        await Signals.Wait(ticks);

        // Before the crash: after it, the directory entry of a new grain may fall to the victim.
        var (other, otherTicks) = (await _survivor.ActivateAsync(_survivor.Factory()), Signals.New());

        await _chaos.CrashSiloAsync(_victim);
        var after = Signals.CountOf(ticks);

        // The other silo's timer ticks on meanwhile: the crashed one's would have.
        await other.StartTimer(otherTicks);
        await Patience.Until(() => Signals.CountOf(otherTicks) > 5);
        Assert.InRange(Signals.CountOf(ticks), after, after + 1);
    }

    [Fact]
    public async Task Calls_from_within_it_fail()
    {
        var (grain, name) = (await _survivor.ActivateAsync(_survivor.Factory()), Signals.New());
        var call = _victim.Factory().GetGrain<IProbeGrain>(grain.GetPrimaryKeyString()).Block(name);
        await Signals.Wait($"{name}/began");

        await _chaos.CrashSiloAsync(_victim);

        await Assert.ThrowsAsync<SiloUnavailableException>(() => call.Soon());
        Signals.Set($"{name}/release");
        await Assert.ThrowsAsync<SiloUnavailableException>(() => _victim.Factory().GetGrain<IProbeGrain>("any").Count().Soon());
    }

    [Fact]
    public async Task A_silo_of_its_name_can_take_its_place()
    {
        await _chaos.CrashSiloAsync(_victim);
        await _survivor.DeclareDeadAsync(_victim.SiloAddress);

        var again = await _cluster.RestartStoppedSecondarySiloAsync(_victim.Name).Soon();
        await _cluster.WaitForLivenessToStabilizeAsync();

        Assert.Equal(_victim.Name, again.Name);
        Assert.Equal(3, _survivor.Oracle().GetActiveSilos().Length);
        await again.ActivateAsync(_survivor.Factory());
    }

    [Fact]
    public async Task A_silo_that_learns_that_it_is_dead_crashes()
    {
        await _survivor.DeclareDeadAsync(_victim.SiloAddress);

        await Patience.Until(() => !_victim.IsActive);
        Assert.Contains(_victim.Name, Assert.Single(_chaos.FatalErrors), StringComparison.Ordinal);
        Assert.Equal(2, _cluster.Silos.Count);
    }

    private static IMembershipTable Table(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<IMembershipTable>();
}
