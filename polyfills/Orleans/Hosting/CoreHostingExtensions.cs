using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.GrainDirectory;

namespace Orleans.Hosting;

public static class CoreHostingExtensions
{
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = EndpointOptions.DEFAULT_SILO_PORT,
        int gatewayPort = EndpointOptions.DEFAULT_GATEWAY_PORT,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = LocalhostIds.Default,
        string clusterId = LocalhostIds.Default)
    {
        builder.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = IPAddress.Loopback;
            options.SiloPort = siloPort;
            options.GatewayPort = gatewayPort;
        });
        builder.UseDevelopmentClustering(primarySiloEndpoint ?? new IPEndPoint(IPAddress.Loopback, siloPort));
        LocalhostIds.Configure(builder.Services, serviceId, clusterId);
        return builder;
    }

    public static ISiloBuilder UseDevelopmentClustering(this ISiloBuilder builder, IPEndPoint? primarySiloEndpoint) =>
        builder.UseDevelopmentClustering((DevelopmentClusterMembershipOptions options) => options.PrimarySiloEndpoint = primarySiloEndpoint);

    public static ISiloBuilder UseDevelopmentClustering(this ISiloBuilder builder, Action<DevelopmentClusterMembershipOptions> configureOptions) =>
        builder.UseDevelopmentClustering((OptionsBuilder<DevelopmentClusterMembershipOptions> options) => options.Configure(configureOptions));

    public static ISiloBuilder UseDevelopmentClustering(this ISiloBuilder builder, Action<OptionsBuilder<DevelopmentClusterMembershipOptions>> configureOptions)
    {
        configureOptions(builder.Services.AddOptions<DevelopmentClusterMembershipOptions>());
        builder.Services.TryAddSingleton<DevelopmentMembershipTable>();
        builder.Services.RemoveAll<IMembershipTable>();
        builder.Services.AddSingleton<IMembershipTable>(static services => services.GetRequiredService<DevelopmentMembershipTable>());
        return builder;
    }

    [Experimental("ORLEANSEXP003")]
    public static ISiloBuilder AddDistributedGrainDirectory(this ISiloBuilder siloBuilder, string? name = null)
    {
        ClusterDirectories.AddDistributed(siloBuilder.Services, name ?? GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY);
        return siloBuilder;
    }
}
