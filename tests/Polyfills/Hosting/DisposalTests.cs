using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Hosting;

public sealed class DisposalTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_silo_whose_host_is_disposed_of_without_a_stop_leaves_its_ports(bool isAsync)
    {
        using var ports = new TestClusterPortAllocator();
        var (siloPort, gatewayPort) = ports.AllocateConsecutivePortPairs(1);
        var first = await StartAsync(siloPort, gatewayPort);

        if (isAsync)
        {
            await ((IAsyncDisposable)first).DisposeAsync();
        }
        else
        {
            first.Dispose();
        }

        using var second = await StartAsync(siloPort, gatewayPort);
        await second.StopAsync();
    }

    private static async Task<IHost> StartAsync(int siloPort, int gatewayPort)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort, gatewayPort, new IPEndPoint(IPAddress.Loopback, siloPort)));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
