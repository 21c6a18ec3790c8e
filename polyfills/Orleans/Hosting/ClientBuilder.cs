using Microsoft.Extensions.Configuration;

namespace Orleans.Hosting;

public class ClientBuilder : IClientBuilder
{
    public ClientBuilder(IServiceCollection services, IConfiguration configuration)
    {
        Services = services;
        Configuration = configuration;
        services.AddSingleton(this);
        ClientServices.Add(services, configuration);
    }

    public IServiceCollection Services { get; }

    public IConfiguration Configuration { get; }

    internal static ClientBuilder For(IServiceCollection services, IConfiguration configuration)
    {
        foreach (var descriptor in services)
        {
            if (descriptor is { IsKeyedService: false, ImplementationInstance: ClientBuilder existing })
            {
                return existing;
            }

            if (descriptor is { IsKeyedService: false, ImplementationInstance: SiloBuilder })
            {
                throw new OrleansConfigurationException("Do not call both UseOrleans/AddOrleans and UseOrleansClient/AddOrleansClient on the same host.");
            }
        }

        return new ClientBuilder(services, configuration);
    }
}
