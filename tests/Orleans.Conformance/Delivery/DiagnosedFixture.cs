using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.Delivery;

/// <summary>Looks for slow requests early and often.</summary>
public sealed class DiagnosedFixture : ClusterFixture
{
    protected override short SiloCount => 2;

    protected override void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo) =>
        silo.ConfigureServices(services => services.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.GrainWorkloadAnalysisPeriod = TimeSpan.FromMilliseconds(50);
            messaging.RequestProcessingWarningTime = TimeSpan.FromMilliseconds(100);
            messaging.RequestQueueDelayWarningTime = TimeSpan.FromMilliseconds(100);
        }));
}
