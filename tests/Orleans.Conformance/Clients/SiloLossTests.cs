using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Conformance.Clients;

/// <summary>The client's only gateway is at the silo that stays.</summary>
public sealed class SiloLossTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.GatewayPerSilo = false;
        builder.ConfigureClient(client => client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(2)));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_client_is_not_told_of_the_death_of_the_silo_that_it_calls()
    {
        var (survivor, victim) = (_cluster.Silos.Single(static silo => silo.Name == "Silo_0"), _cluster.Silos.Single(static silo => silo.Name == "Silo_1"));
        var grain = _cluster.Client.GetGrain<ICountedGrain>(Names.New());
        var (started, release) = (Names.New(), Names.New());
        await Placed.On(victim.SiloAddress, grain.Where);
        var call = grain.Block(started, release);
        await Signals.Wait(started);

        await _cluster.KillSiloAsync(victim);
        var oracle = survivor.ServiceProvider.GetRequiredService<ISiloStatusOracle>();
        await Patience.Until(() => Task.FromResult(oracle.IsDeadSilo(victim.SiloAddress)));

        await Assert.ThrowsAsync<TimeoutException>(() => call.Soon());
        Assert.True(call.IsFaulted);
        Assert.Equal(survivor.SiloAddress, await grain.Where());
        Signals.Set(release);
    }
}
