using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Conformance.Shared;
using Orleans.TestingHost;

namespace Orleans.Conformance.Placement;

/// <summary>Two silos, only the second of which has the grain class.</summary>
public sealed class HeterogeneousTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((options, silo) =>
        {
            if (options.SiloName == "Silo_0")
            {
                silo.Services.PostConfigure<GrainTypeOptions>(types => types.Classes.Remove(typeof(OnOneSiloGrain)));
            }
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await _cluster.WaitForClusterManifestToStabilizeAsync();
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_grain_is_placed_where_its_class_is_whoever_calls()
    {
        var able = _cluster.Silos.Single(silo => silo.Name == "Silo_1").SiloAddress;
        var factories = _cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<IGrainFactory>()).Append(_cluster.Client).ToArray();
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(able, await factories[i % factories.Length].GetGrain<IOnOneSilo>(Names.New()).Where().Soon());
        }
    }

    [Fact]
    public async Task A_hint_to_a_silo_without_the_class_is_not_followed()
    {
        var unable = _cluster.Silos.Single(silo => silo.Name == "Silo_0").SiloAddress;
        var grain = _cluster.Client.GetGrain<IOnOneSilo>(Names.New());

        await Placed.On(unable, async () => Assert.NotEqual(unable, await grain.Where().Soon()));
    }

    [Fact]
    public async Task When_the_last_silo_with_the_class_has_left_its_grains_cannot_be_called()
    {
        var factory = _cluster.Silos.Single(silo => silo.Name == "Silo_0").ServiceProvider.GetRequiredService<IGrainFactory>();
        var grain = factory.GetGrain<IOnOneSilo>(Names.New());
        await _cluster.StopSiloAsync(_cluster.Silos.Single(silo => silo.Name == "Silo_1"));
        await _cluster.WaitForLivenessToStabilizeAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => grain.Where().Soon());
    }
}
