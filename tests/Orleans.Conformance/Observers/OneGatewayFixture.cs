using Orleans.Conformance.Shared;
using Orleans.TestingHost;

namespace Orleans.Conformance.Observers;

/// <summary>Three silos, of which only the first has a gateway.</summary>
public sealed class OneGatewayFixture : ClusterFixture
{
    protected override void Configure(InProcessTestClusterBuilder builder) => builder.Options.GatewayPerSilo = false;
}
