using Orleans.Configuration;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.Placement;

/// <summary>Two silos that often tell each other how many activations they have. For the default placement, nothing else counts.</summary>
public sealed class LoadFixture : ClusterFixture
{
    protected override short SiloCount => 2;

    protected override void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo)
    {
        silo.Configure<DeploymentLoadPublisherOptions>(static publisher => publisher.DeploymentLoadPublisherRefreshTime = TimeSpan.FromMilliseconds(100));
        silo.Configure<ResourceOptimizedPlacementOptions>(static weights =>
        {
            weights.CpuUsageWeight = weights.MemoryUsageWeight = weights.AvailableMemoryWeight = weights.MaxAvailableMemoryWeight = 0;
            weights.ActivationCountWeight = 100;
            weights.LocalSiloPreferenceMargin = 0;
        });
    }
}
