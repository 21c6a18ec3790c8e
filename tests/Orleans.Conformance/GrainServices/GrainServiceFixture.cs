using Microsoft.Extensions.DependencyInjection;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.GrainServices;

public sealed class GrainServiceFixture : ClusterFixture
{
    protected override short SiloCount => 2;

    protected override void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo) => silo
        .AddGrainService<LedgerService>()
        .ConfigureServices(services => services.AddSingleton<ServiceEvents>().AddSingleton<ILedgerClient, LedgerClient>());
}
