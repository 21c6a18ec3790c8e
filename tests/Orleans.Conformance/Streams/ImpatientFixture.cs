using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.Streams;

/// <summary>With short time-outs, so that long waits and what nobody asks for end within a test.</summary>
public sealed class ImpatientFixture : SingleSiloFixture
{
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(1);

    protected override void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo) =>
        silo.ConfigureServices(services => services.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = ResponseTimeout));

    protected override void Configure(IClientBuilder client) =>
        client.ConfigureServices(services => services.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = ResponseTimeout * 3));
}
