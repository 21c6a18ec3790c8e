using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.Lifetime;

/// <summary>Activations need not be idle for long.</summary>
public sealed class IdleFixture : SingleSiloFixture
{
    protected override void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo) =>
        silo.ConfigureServices(services => services.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionQuantum = TimeSpan.FromMilliseconds(500);

            // Longer than a busy machine makes a timer's tick, or the next call of a test, wait.
            collection.CollectionAge = TimeSpan.FromSeconds(4);
        }));
}
