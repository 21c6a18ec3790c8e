using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Polyfills.Chaos;
using Orleans.Runtime.Messaging;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Clients;

public sealed class StartTests
{
    [Fact]
    public async Task A_client_without_a_filter_tries_fifteen_times_more_and_waits_longer_each_time()
    {
        using var ports = new TestClusterPortAllocator();
        var time = new InstantTime(ConnectionOptions.DEFAULT_OPENCONNECTION_TIMEOUT);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.UseOrleansClient(client => client.UseLocalhostClustering(ports.AllocateConsecutivePortPairs(1).Item2));
        using var host = builder.Build();

        await Assert.ThrowsAsync<ConnectionFailedException>(() => host.StartAsync().Soon());

        Assert.Equal(Enumerable.Range(1, 15).Select(attempt => TimeSpan.FromSeconds(1.5) * attempt), time.Delays);
    }

    [Fact]
    public async Task A_gateway_address_that_is_none_is_named()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client => client.UseStaticClustering((StaticGatewayListProviderOptions options) => options.Gateways.Add(new Uri("gwy.tcp://somewhere:1/0"))));
        using var host = builder.Build();

        var exception = await Assert.ThrowsAsync<FormatException>(() => host.StartAsync().Soon());

        Assert.Contains("somewhere", exception.Message, StringComparison.Ordinal);
    }
}
