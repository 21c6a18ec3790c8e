using Microsoft.Extensions.DependencyInjection;
using Orleans.Conformance.Shared;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Conformance.TestClusters;

public sealed class ClusterChangeTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _cluster = new InProcessTestClusterBuilder(3).Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_started_silo_is_seen_by_the_others_and_used()
    {
        var added = await _cluster.StartAdditionalSiloAsync();
        await _cluster.WaitForLivenessToStabilizeAsync();

        Assert.Equal(4, _cluster.Silos.Count);
        Assert.Equal("Silo_3", added.Name);
        Assert.All(_cluster.Silos, silo => Assert.Contains(added.SiloAddress, Oracle(silo).GetActiveSilos()));
        await Placed.On(added.SiloAddress, async () => Assert.Equal(added.SiloAddress, await Grain().Where()));
    }

    [Fact]
    public async Task A_joining_silo_ends_no_activation()
    {
        var grains = Enumerable.Range(0, 100).Select(_ => Grain()).ToArray();
        var before = await Task.WhenAll(grains.Select(grain => grain.Activation()));

        await _cluster.StartAdditionalSiloAsync();
        await _cluster.WaitForLivenessToStabilizeAsync();

        Assert.Equal(before, await Task.WhenAll(grains.Select(grain => grain.Activation())));
    }

    [Fact]
    public async Task A_stopped_silo_tells_its_grains_and_they_come_back_elsewhere()
    {
        var victim = _cluster.Silos[2];
        var (grain, reported) = (Grain(), Names.New());
        await Placed.On(victim.SiloAddress, () => grain.ReportDeactivation(reported));
        Assert.Equal(victim.SiloAddress, await grain.Where());

        await _cluster.StopSiloAsync(victim);

        Assert.Equal(DeactivationReasonCode.ShuttingDown, await Signals.Wait(reported));
        Assert.False(victim.IsActive);
        Assert.Equal(2, _cluster.Silos.Count);
        Assert.NotEqual(victim.SiloAddress, await grain.Where());
        Assert.All(_cluster.Silos, silo => Assert.DoesNotContain(victim.SiloAddress, Oracle(silo).GetActiveSilos()));
    }

    [Fact]
    public async Task A_killed_silo_does_not_tell_its_grains_and_they_come_back_elsewhere()
    {
        var victim = _cluster.Silos[1];
        var (grain, reported) = (Grain(), Names.New());
        await Placed.On(victim.SiloAddress, () => grain.ReportDeactivation(reported));

        await _cluster.KillSiloAsync(victim);
        await _cluster.WaitForLivenessToStabilizeAsync(didKill: true);

        Assert.NotEqual(victim.SiloAddress, await grain.Where());
        Assert.False(Signals.IsSet(reported));
        Assert.All(_cluster.Silos, silo => Assert.True(Oracle(silo).IsDeadSilo(victim.SiloAddress)));
    }

    [Fact]
    public async Task Calls_between_grains_to_a_killed_silo_fail_at_once()
    {
        var victim = _cluster.Silos[2];

        // Not through the client, whose gateway may be the victim: nobody would tell it.
        var inside = _cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>();
        var (caller, callee) = (inside.GetGrain<IPlaceGrain>(Names.New()), inside.GetGrain<IPlaceGrain>(Names.New()));
        var (started, release) = (Names.New(), Names.New());
        await Placed.On(_cluster.Silos[0].SiloAddress, caller.Where);
        await Placed.On(victim.SiloAddress, callee.Where);

        var call = caller.CallBlocking(callee, started, release);
        await Signals.Wait(started);
        await _cluster.KillSiloAsync(victim);

        await Assert.ThrowsAsync<SiloUnavailableException>(() => call.Soon());
        Signals.Set(release);
    }

    [Fact]
    public async Task Grains_of_the_survivors_can_be_called_all_the_time()
    {
        var survivor = _cluster.Silos[0].SiloAddress;
        var grains = Enumerable.Range(0, 50).Select(_ => Grain()).ToArray();
        foreach (var grain in grains)
        {
            await Placed.On(survivor, grain.Where);
        }

        await _cluster.StopSiloAsync(_cluster.Silos[2]);
        await _cluster.WaitForLivenessToStabilizeAsync();

        var factory = _cluster.GetSiloServiceProvider(survivor).GetRequiredService<IGrainFactory>();
        Assert.All(
            await Task.WhenAll(grains.Select(grain => factory.GetGrain<IPlaceGrain>(grain.GetPrimaryKeyString()).Where())),
            place => Assert.Contains(place, _cluster.Silos.Select(silo => silo.SiloAddress)));
    }

    [Fact]
    public async Task A_restarted_silo_is_another_incarnation()
    {
        var old = _cluster.Silos[1];

        var restarted = await _cluster.RestartSiloAsync(old);
        await _cluster.WaitForLivenessToStabilizeAsync();

        Assert.Equal(old.Name, restarted!.Name);
        Assert.NotEqual(old.SiloAddress, restarted.SiloAddress);
        Assert.Equal(3, Oracle(_cluster.Silos[0]).GetActiveSilos().Length);
    }

    [Fact]
    public async Task Every_silo_that_is_killed_in_turn_is_survived()
    {
        var grain = Grain();
        for (var i = 0; i < 2; i++)
        {
            var home = await grain.Where();
            await _cluster.KillSiloAsync(_cluster.GetSiloForAddress(home)!);
            await _cluster.WaitForLivenessToStabilizeAsync(didKill: true);
            var factory = _cluster.GetSiloServiceProvider().GetRequiredService<IGrainFactory>();
            Assert.NotEqual(home, await factory.GetGrain<IPlaceGrain>(grain.GetPrimaryKeyString()).Where().Soon());
        }
    }

    [Fact]
    public async Task Membership_updates_come_as_a_stream()
    {
        var membership = _cluster.GetSiloServiceProvider(_cluster.Silos[0].SiloAddress).GetRequiredService<IClusterMembershipService>();
        var victim = _cluster.Silos[2];
        var seen = WaitForDead(membership, victim.SiloAddress);

        await _cluster.StopSiloAsync(victim);

        await seen.Soon();
    }

    [Fact]
    public async Task A_listener_hears_of_changes()
    {
        var listener = new Listener();
        Oracle(_cluster.Silos[0]).SubscribeToSiloStatusEvents(listener);
        var victim = _cluster.Silos[1];

        await _cluster.StopSiloAsync(victim);

        await listener.Dead.Task.Soon();
        Assert.Equal(victim.SiloAddress, await listener.Dead.Task);
    }

    [Fact]
    public async Task The_client_can_be_stopped_and_started_again()
    {
        var grain = Grain();
        var first = await grain.Activation();

        await _cluster.StopClusterClientAsync();
        await _cluster.InitializeClientAsync();

        Assert.Equal(first, await _cluster.Client.GetGrain<IPlaceGrain>(grain.GetPrimaryKeyString()).Activation());
    }

    [Fact]
    public async Task A_grains_context_can_be_found_and_its_end_awaited()
    {
        var grain = Grain();
        await grain.Where();

        Assert.True(_cluster.TryGetGrainContext(grain.GetGrainId(), out var context));
        var deactivated = _cluster.WaitForDeactivationAsync(grain);
        Assert.False(deactivated.IsCompleted);
        await _cluster.DeactivateAsync(grain);

        await deactivated.Soon();
        Assert.True(context!.Deactivated.IsCompleted);
        Assert.False(_cluster.TryGetGrainContext(grain.GetGrainId(), out _));
    }

    private static ISiloStatusOracle Oracle(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<ISiloStatusOracle>();

    private static async Task WaitForDead(IClusterMembershipService membership, SiloAddress silo)
    {
        await foreach (var snapshot in membership.MembershipUpdates)
        {
            if (snapshot.GetSiloStatus(silo) == SiloStatus.Dead)
            {
                return;
            }
        }
    }

    private IPlaceGrain Grain() => _cluster.Client.GetGrain<IPlaceGrain>(Names.New());

    private sealed class Listener : ISiloStatusListener
    {
        public TaskCompletionSource<SiloAddress> Dead { get; } = new();

        public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
        {
            if (status == SiloStatus.Dead)
            {
                Dead.TrySetResult(updatedSilo);
            }
        }
    }
}
