using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.Storage;

public sealed class StorageFixture : ClusterFixture
{
    protected override short SiloCount => 2;

    protected override void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo) =>
        silo.Services
            .AddGrainStorage("conflicting", static (_, _) => new ConflictingStorage())
            .AddGrainStorage("recording", static (_, _) => new RecordingStorage());
}
