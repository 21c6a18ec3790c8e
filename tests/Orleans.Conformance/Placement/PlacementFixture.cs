using Microsoft.Extensions.DependencyInjection;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.Placement;
using Orleans.TestingHost;

namespace Orleans.Conformance.Placement;

public sealed class PlacementFixture : ClusterFixture
{
    protected override void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo)
    {
        silo.AddPlacementDirector<CustomPlacement, CustomPlacementDirector>();
        silo.Services.AddPlacementFilter<OnlyFilter, OnlyFilterDirector>(ServiceLifetime.Transient);
        silo.Services.AddPlacementFilter<SkipFilter, SkipFilterDirector>(ServiceLifetime.Transient);
    }
}
