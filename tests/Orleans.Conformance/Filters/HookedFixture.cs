using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.Filters;

public sealed class HookedFixture : SingleSiloFixture
{
    protected override void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo) => silo
        .AddIncomingGrainCallFilter<HookFilter>()
        .AddOutgoingGrainCallFilter(Hooks.Run);

    protected override void Configure(IClientBuilder client) => client.AddOutgoingGrainCallFilter(Hooks.Run);
}
