using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Conformance.TestClusters;

/// <summary>A cluster that is configured by types and by configuration values.</summary>
public sealed class ConfiguredTests : IAsyncLifetime
{
    private const string Key = "Conformance:Colour";

    private TestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        var builder = new TestClusterBuilder(2);
        builder.Properties[Key] = "green";
        builder.AddSiloBuilderConfigurator<SiloConfigurator>();
        builder.AddSiloBuilderConfigurator<HostConfigurator>();
        builder.AddClientBuilderConfigurator<ClientConfigurator>();
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Silos_are_named_and_see_one_another()
    {
        await _cluster.WaitForLivenessToStabilizeAsync();

        Assert.Equal("Primary", _cluster.Primary!.Name);
        Assert.Equal("Secondary_1", Assert.Single(_cluster.SecondarySilos).Name);
        Assert.Equal(2, _cluster.Silos.Count);
        Assert.All(_cluster.Silos, silo => Assert.True(silo.IsActive));
        Assert.All(_cluster.Silos, silo => Assert.Equal(2, ServicesOf(silo).GetRequiredService<ISiloStatusOracle>().GetActiveSilos().Length));
        Assert.All(_cluster.Silos, silo => Assert.Same(silo, _cluster.GetSiloForAddress(silo.SiloAddress)));
    }

    [Fact]
    public async Task The_client_reaches_grains_on_every_silo()
    {
        await _cluster.WaitForLivenessToStabilizeAsync();
        foreach (var silo in _cluster.Silos)
        {
            var grain = Grain();
            await Placed.On(silo.SiloAddress, async () => Assert.Equal(silo.SiloAddress, await grain.Where().Soon()));
        }
    }

    [Fact]
    public void Silo_configurators_configure_every_silo_and_see_the_configuration()
    {
        Assert.All(_cluster.Silos, silo =>
        {
            Assert.Equal("silo", ServicesOf(silo).GetRequiredService<Mark>().Text);
            Assert.Equal("green", ServicesOf(silo).GetRequiredService<Colour>().Text);
            Assert.Equal("green", ServicesOf(silo).GetRequiredService<IConfiguration>()[Key]);
        });
        Assert.Equal("client green", _cluster.ServiceProvider.GetRequiredService<Mark>().Text);
    }

    [Fact]
    public async Task Silos_come_and_go()
    {
        await _cluster.WaitForLivenessToStabilizeAsync();
        var added = await _cluster.StartAdditionalSiloAsync();
        await _cluster.WaitForLivenessToStabilizeAsync();
        Assert.Equal("Secondary_2", added.Name);
        Assert.Equal(3, _cluster.Silos.Count);

        await _cluster.KillSiloAsync(added);
        await _cluster.WaitForLivenessToStabilizeAsync(didKill: true);
        Assert.False(added.IsActive);
        Assert.Equal(2, _cluster.Silos.Count);

        var secondary = _cluster.SecondarySilos[0];
        var restarted = await _cluster.RestartSiloAsync(secondary);
        await _cluster.WaitForLivenessToStabilizeAsync();
        Assert.Equal(secondary.Name, restarted!.Name);
        Assert.NotEqual(secondary.SiloAddress, restarted.SiloAddress);

        await _cluster.StopSiloAsync(restarted);
        var again = await _cluster.RestartStoppedSecondarySiloAsync(restarted.Name);
        await _cluster.WaitForLivenessToStabilizeAsync();
        Assert.Equal(restarted.Name, again.Name);

        // The client knows the gateways that it began with; from within the cluster every silo can be reached.
        var grain = _cluster.GetSiloServiceProvider(_cluster.Primary!.SiloAddress).GetRequiredService<IGrainFactory>().GetGrain<IPlaceGrain>(Names.New());
        await Placed.On(again.SiloAddress, async () => Assert.Equal(again.SiloAddress, await grain.Where().Soon()));
    }

    [Fact]
    public async Task A_grain_can_be_deactivated_and_moved()
    {
        await _cluster.WaitForLivenessToStabilizeAsync();
        var (from, to) = (_cluster.Silos[0].SiloAddress, _cluster.Silos[1].SiloAddress);
        var grain = Grain();
        await Placed.On(from, grain.Where);

        await _cluster.MigrateAsync(grain, to).Soon();
        Assert.Equal(to, await grain.Where().Soon());

        var before = await grain.Activation();
        var deactivated = _cluster.WaitForDeactivationAsync(grain);
        await _cluster.DeactivateAsync(grain).Soon();
        await deactivated.Soon();
        Assert.NotEqual(before, await grain.Activation().Soon());
    }

    [Fact]
    public void The_options_can_be_read_from_the_configuration()
    {
        var options = ServicesOf(_cluster.Primary!).GetRequiredService<IConfiguration>().GetTestClusterOptions();

        Assert.Equal(_cluster.Options.ClusterId, options.ClusterId);
        Assert.Equal(_cluster.Options.ServiceId, options.ServiceId);
        Assert.Equal(2, options.InitialSilosCount);
        Assert.Equal(_cluster.Options.BaseSiloPort, options.BaseSiloPort);
        Assert.Equal(_cluster.Options.SiloBuilderConfiguratorTypes, options.SiloBuilderConfiguratorTypes);
    }

    private static IServiceProvider ServicesOf(SiloHandle silo) => ((InProcessSiloHandle)silo).ServiceProvider;

    private IPlaceGrain Grain() => _cluster.GrainFactory.GetGrain<IPlaceGrain>(Names.New());

    private sealed record Mark(string Text);

    private sealed record Colour(string? Text);

    private sealed class SiloConfigurator : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder) => siloBuilder.ConfigureServices(services => services.AddSingleton(new Mark("silo")));
    }

    private sealed class HostConfigurator : IHostConfigurator
    {
        public void Configure(IHostBuilder hostBuilder)
        {
            var colour = new Colour(hostBuilder.GetConfigurationValue(Key));
            hostBuilder.ConfigureServices(services => services.AddSingleton(colour));
        }
    }

    private sealed class ClientConfigurator : IClientBuilderConfigurator
    {
        public void Configure(IConfiguration configuration, IClientBuilder clientBuilder) =>
            clientBuilder.Services.AddSingleton(new Mark($"client {configuration[Key]}"));
    }
}
