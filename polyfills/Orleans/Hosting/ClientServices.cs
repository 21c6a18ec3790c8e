using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Orleans.Hosting;

internal static class ClientServices
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection("Orleans");
        CommonServices.Add(services, section);
        services.Configure<ClientMessagingOptions>(section.GetSection("Messaging"));
        services.AddSingleton(static services => FrameLimits.Of(services.GetRequiredService<IOptions<ClientMessagingOptions>>().Value));

        // Its cluster decides which grains there are, not what happens to be in its own process.
        services.PostConfigure<GrainTypeOptions>(static options => options.Classes.Clear());
        services.AddSingleton<ClientRuntime>();
        services.AddSingleton<CallRuntime>(static services => services.GetRequiredService<ClientRuntime>());
        services.AddSingleton<IGrainReferenceRuntime>(static services => services.GetRequiredService<ClientRuntime>());
        services.AddSingleton<ConnectionStatus>();
        services.AddSingleton<GatewayConnections>();
        services.AddSingleton<ClusterClient>();
        services.AddSingleton<IClusterClient>(static services => services.GetRequiredService<ClusterClient>());
        services.AddSingleton<IGrainFactory>(static services => services.GetRequiredService<ClusterClient>());
        services.AddSingleton<IHostedService>(static services => services.GetRequiredService<ClusterClient>());
    }
}
