using Microsoft.Extensions.Configuration;

namespace Orleans.Hosting;

internal sealed class SiloBuilder : ISiloBuilder
{
    private SiloBuilder(IServiceCollection services, IConfiguration configuration)
    {
        Services = services;
        Configuration = configuration;
        services.AddSingleton(this);
        SiloServices.Add(services, configuration);
    }

    public IServiceCollection Services { get; }

    public IConfiguration Configuration { get; }

    /// <summary>One builder per service collection: repeated calls go on with it.</summary>
    public static SiloBuilder For(IServiceCollection services, IConfiguration configuration)
    {
        foreach (var descriptor in services)
        {
            if (descriptor is { IsKeyedService: false, ImplementationInstance: SiloBuilder existing })
            {
                return existing;
            }

            if (descriptor is { IsKeyedService: false, ImplementationInstance: ClientBuilder })
            {
                throw new OrleansConfigurationException("Do not call both UseOrleansClient/AddOrleansClient and UseOrleans/AddOrleans on the same host.");
            }
        }

        return new SiloBuilder(services, configuration);
    }
}
