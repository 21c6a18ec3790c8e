using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.Lifecycle;

/// <summary>One silo in a generic host, clustered with itself.</summary>
internal static class LocalHost
{
    public static HostApplicationBuilder CreateBuilder(out int gatewayPort)
    {
        using var ports = new TestClusterPortAllocator();
        var (siloPort, gateway) = ports.AllocateConsecutivePortPairs(1);
        gatewayPort = gateway;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort, gateway));
        return builder;
    }
}
