using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.Delivery;

/// <summary>No request may take long.</summary>
public sealed class StuckFixture : SingleSiloFixture
{
    protected override void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo) =>
        silo.ConfigureServices(services => services.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.GrainWorkloadAnalysisPeriod = TimeSpan.FromMilliseconds(50);
            messaging.RequestProcessingWarningTime = TimeSpan.FromMilliseconds(100);
            messaging.MaxRequestProcessingTime = TimeSpan.FromMilliseconds(400);
        }));
}
