using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.Delivery;

/// <summary>Callers wait for the callee to acknowledge, and a time-out cancels.</summary>
public sealed class EagerCancellationFixture : SingleSiloFixture
{
    protected override void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo) =>
        silo.ConfigureServices(services => services.Configure<SiloMessagingOptions>(Configure));

    protected override void Configure(IClientBuilder client) =>
        client.ConfigureServices(services => services.Configure<ClientMessagingOptions>(Configure));

    private static void Configure(MessagingOptions options)
    {
        options.WaitForCancellationAcknowledgement = true;
        options.CancelRequestOnTimeout = true;
    }
}
