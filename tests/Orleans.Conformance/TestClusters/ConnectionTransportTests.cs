using Microsoft.Extensions.DependencyInjection;
using Orleans.Conformance.Shared;
using Orleans.TestingHost;

namespace Orleans.Conformance.TestClusters;

public sealed class ConnectionTransportTests
{
    [Theory]
    [InlineData(ConnectionTransportType.InMemory)]
    [InlineData(ConnectionTransportType.TcpSocket)]
    [InlineData(ConnectionTransportType.UnixSocket)]
    public async Task Silos_and_the_client_talk_over_any_transport(ConnectionTransportType transport)
    {
        var builder = new TestClusterBuilder(2);
        builder.Options.ConnectionTransport = transport;
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        await cluster.WaitForLivenessToStabilizeAsync();

        foreach (var silo in cluster.Silos)
        {
            foreach (var origin in new[] { cluster.GrainFactory, cluster.GetSiloServiceProvider(cluster.Silos[0].SiloAddress).GetRequiredService<IGrainFactory>() })
            {
                var grain = origin.GetGrain<IPlaceGrain>(Names.New());
                await Placed.On(silo.SiloAddress, async () => Assert.Equal(silo.SiloAddress, await grain.Where().Soon()));
            }
        }
    }
}
