using Orleans.Configuration;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.Placement;

/// <summary>The default placement where the margin in favour of the caller's silo covers every difference.</summary>
public sealed class LocalPreferenceTests(LocalPreferenceTests.Fixture fixture) : IClassFixture<LocalPreferenceTests.Fixture>
{
    [Fact]
    public async Task Within_its_margin_the_callers_silo_is_preferred()
    {
        for (var i = 0; i < 60; i++)
        {
            Assert.Equal(fixture.AddressOf(i % 3), await fixture.FactoryOf(i % 3).GetGrain<IDefaultPlaced>(Names.New()).Where().Soon());
        }
    }

    public sealed class Fixture : ClusterFixture
    {
        protected override void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo) =>
            silo.Configure<ResourceOptimizedPlacementOptions>(static weights => weights.LocalSiloPreferenceMargin = 100);
    }
}
