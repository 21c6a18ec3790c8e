using Orleans.Polyfill;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Chaos;

public sealed class PartitionTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;
    private ClusterChaos _chaos = null!;
    private InProcessSiloHandle _near = null!;
    private InProcessSiloHandle _far = null!;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ConfigureFileLogging = false;
        _chaos = builder.UseChaos();
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await _cluster.WaitForLivenessToStabilizeAsync();
        (_near, _far) = (_cluster.Silos[0], _cluster.Silos[1]);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Nothing_crosses_a_partition_until_it_heals()
    {
        var grain = await _far.ActivateAsync(_near.Factory());
        _chaos.Partition([_near], [_far]);

        await Assert.ThrowsAsync<TimeoutException>(() => grain.CountInVain().Soon());
        Assert.True(_chaos.Counts.Cut > 0);

        // The client reaches both sides.
        var key = grain.GetPrimaryKeyString();
        Assert.Equal(1, await _far.Factory().GetGrain<IProbeGrain>(key).Count());

        _chaos.Heal();
        Assert.Equal(2, await grain.Count().Soon());
    }

    [Fact]
    public async Task A_request_can_pass_where_its_reply_cannot()
    {
        var grain = await _far.ActivateAsync(_near.Factory());
        _chaos.Cut(_far, _near);

        await Assert.ThrowsAsync<TimeoutException>(() => grain.CountInVain().Soon());

        _chaos.Restore(_far, _near);
        Assert.Equal(2, await grain.Count().Soon());
    }

    [Fact]
    public async Task Clients_can_be_cut_off()
    {
        var grain = await _near.ActivateAsync(_cluster.Client);
        _chaos.Cut(null, _near);
        _chaos.Cut(null, _far);

        await Assert.ThrowsAsync<TimeoutException>(() => grain.CountInVain().Soon());

        _chaos.Heal();
        Assert.Equal(1, await grain.Count().Soon());
    }

    [Fact]
    public async Task A_silo_that_starts_during_a_partition_reaches_both_sides()
    {
        _chaos.Partition([_near], [_far]);
        var added = await _cluster.StartAdditionalSiloAsync().Soon();

        var grain = await added.ActivateAsync(added.Factory());
        Assert.Equal(added.SiloAddress, await grain.Where());
        _chaos.Heal();
    }
}
