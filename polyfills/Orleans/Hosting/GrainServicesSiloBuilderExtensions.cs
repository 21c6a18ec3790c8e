using Orleans.Services;

namespace Orleans.Hosting;

public static class GrainServicesSiloBuilderExtensions
{
    public static ISiloBuilder AddGrainService<T>(this ISiloBuilder builder)
        where T : GrainService =>
        builder.ConfigureServices(static services => services.AddGrainService<T>());

    public static IServiceCollection AddGrainService<T>(this IServiceCollection services) => services.AddGrainService(typeof(T));

    public static IServiceCollection AddGrainService(this IServiceCollection services, Type grainServiceType)
    {
        ArgumentNullException.ThrowIfNull(grainServiceType);
        GrainServiceIds.InterfacesOf(grainServiceType);
        services.AddSingleton(new GrainServiceRegistration(grainServiceType));
        return services.AddSingleton<IGrainService>(provider => provider.GetRequiredService<GrainServiceHost>().Get(grainServiceType));
    }
}
