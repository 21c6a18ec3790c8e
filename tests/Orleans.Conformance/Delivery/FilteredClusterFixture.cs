using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.Delivery;

public sealed class FilteredClusterFixture : SingleSiloFixture
{
    protected override void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo) => silo
        .AddIncomingGrainCallFilter(new TraceFilter("incoming 1"))
        .AddIncomingGrainCallFilter(context => new TraceFilter("incoming 2").Invoke(context))
        .AddOutgoingGrainCallFilter(new TraceFilter("silo outgoing"));

    protected override void Configure(IClientBuilder client) => client.AddOutgoingGrainCallFilter(new TraceFilter("client outgoing"));
}
