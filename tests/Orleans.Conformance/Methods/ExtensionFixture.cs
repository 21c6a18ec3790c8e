using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.Methods;

public sealed class ExtensionFixture : ClusterFixture
{
    protected override void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo) => silo.AddGrainExtension<INoteExtension, NoteExtension>();
}
