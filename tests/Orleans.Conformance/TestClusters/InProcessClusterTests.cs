using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Conformance.Shared;
using Orleans.Runtime;
using Orleans.TestingHost;
using Orleans.TestingHost.Utils;

namespace Orleans.Conformance.TestClusters;

public sealed class InProcessClusterTests
{
    [Fact]
    public void The_builder_sets_the_defaults()
    {
        var builder = new InProcessTestClusterBuilder();

        Assert.Equal(2, builder.Options.InitialSilosCount);
        Assert.True(builder.Options.InitializeClientOnDeploy);
        Assert.True(builder.Options.ConfigureFileLogging);
        Assert.True(builder.Options.GatewayPerSilo);
        Assert.NotEmpty(builder.Options.ClusterId);
        Assert.NotEqual(InProcessTestClusterBuilder.CreateClusterId(), InProcessTestClusterBuilder.CreateClusterId());
    }

    [Fact]
    public void The_configured_builder_sets_the_defaults()
    {
        var builder = new TestClusterBuilder();

        Assert.Equal(2, builder.Options.InitialSilosCount);
        Assert.True(builder.Options.InitializeClientOnDeploy);
        Assert.True(builder.Options.UseTestClusterMembership);
        Assert.True(builder.Options.GatewayPerSilo);
        Assert.Equal(ConnectionTransportType.InMemory, builder.Options.ConnectionTransport);
    }

    [Fact]
    public async Task Silos_can_be_configured_each_in_its_own_way()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((options, silo) => silo.Services.AddSingleton(new Mark(options.SiloName)));
        builder.ConfigureSiloHost((options, host) => host.Services.AddSingleton(new Ports(options.SiloPort, options.GatewayPort)));
        builder.ConfigureHost(host => host.Services.AddSingleton(new Everywhere(host.Environment.EnvironmentName)));
        builder.ConfigureClient(client => client.Services.AddSingleton(new Mark("client")));
        await using var cluster = builder.Build();
        await cluster.DeployAsync();

        Assert.All(cluster.Silos, silo =>
        {
            var (siloPort, gatewayPort) = silo.ServiceProvider.GetRequiredService<Ports>();
            Assert.Equal(silo.Name, silo.ServiceProvider.GetRequiredService<Mark>().Text);
            Assert.Equal(silo.SiloAddress.Endpoint.Port, siloPort);
            Assert.Equal(silo.GatewayAddress.Endpoint.Port, gatewayPort);
            Assert.Equal(Environments.Development, silo.ServiceProvider.GetRequiredService<Everywhere>().Text);
        });
        Assert.Equal(["Silo_0", "Silo_1"], cluster.Silos.Select(silo => silo.Name).Order());
        Assert.Equal("client", cluster.Client.ServiceProvider.GetRequiredService<Mark>().Text);
        Assert.Equal(Environments.Development, cluster.Client.ServiceProvider.GetRequiredService<Everywhere>().Text);
    }

    [Fact]
    public async Task A_cluster_can_do_without_a_client_and_with_one_gateway()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.InitializeClientOnDeploy = false;
        builder.Options.GatewayPerSilo = false;
        await using var cluster = builder.Build();
        await cluster.DeployAsync();

        var gateways = cluster.Silos.Where(silo => silo.ServiceProvider.GetRequiredService<ILocalSiloDetails>().GatewayAddress is { Endpoint.Port: > 0 });
        Assert.Equal("Silo_0", Assert.Single(gateways).Name);
        await cluster.InitializeClientAsync();
        Assert.Contains(await cluster.Client.GetGrain<IPlaceGrain>(Names.New()).Where(), cluster.Silos.Select(silo => silo.SiloAddress));
    }

    [Fact]
    public async Task A_stopped_silo_can_be_started_again_by_its_name()
    {
        await using var cluster = new InProcessTestClusterBuilder(2).Build();
        await cluster.DeployAsync();
        var stopped = cluster.Silos[1];

        await cluster.StopSiloAsync(stopped);
        var again = await cluster.RestartStoppedSecondarySiloAsync(stopped.Name);
        await cluster.WaitForLivenessToStabilizeAsync();

        Assert.Equal(stopped.Name, again.Name);
        Assert.Equal(2, cluster.Silos.Count);
    }

    [Fact]
    public async Task A_grain_can_be_moved_to_a_silo()
    {
        await using var cluster = new InProcessTestClusterBuilder(2).Build();
        await cluster.DeployAsync();
        var grain = cluster.Client.GetGrain<IPlaceGrain>(Names.New());
        var from = await grain.Where();
        var to = cluster.Silos.Single(silo => !silo.SiloAddress.Equals(from)).SiloAddress;

        await cluster.MigrateAsync(grain, to).Soon();

        Assert.Equal(to, await grain.Where().Soon());
    }

    [Fact]
    public void Liveness_takes_longer_to_settle_after_a_kill()
    {
        var options = new ClusterMembershipOptions();

        Assert.Equal(TimeSpan.FromSeconds(5), InProcessTestCluster.GetLivenessStabilizationTime(options));
        Assert.Equal(TimeSpan.FromSeconds(65), InProcessTestCluster.GetLivenessStabilizationTime(options, didKill: true));
    }

    [Fact]
    public async Task Waiting_asks_until_the_answer_is_yes()
    {
        var asked = 0;
        await TestingUtils.WaitUntilAsync(_ => Task.FromResult(++asked == 3), TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(1));

        Assert.Equal(3, asked);
    }

    [Fact]
    public void Port_pairs_are_handed_out_once()
    {
        using var allocator = new TestClusterPortAllocator();
        var (silo, gateway) = allocator.AllocateConsecutivePortPairs(3);
        var (nextSilo, nextGateway) = allocator.AllocateConsecutivePortPairs(3);

        Assert.NotInRange(nextSilo, silo - 2, silo + 2);
        Assert.NotInRange(nextGateway, gateway - 2, gateway + 2);
        Assert.NotEqual(silo, gateway);
    }

    private sealed record Mark(string Text);

    private sealed record Ports(int Silo, int Gateway);

    private sealed record Everywhere(string Text);
}
