using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Polyfill;

/// <summary>Puts a service around the one that is registered, which its container still disposes of.</summary>
internal static class Decorated
{
    private static readonly object InnerKey = new();

    public static void Replace<T>(IServiceCollection services, Func<IServiceProvider, T, T> decorate)
        where T : class
    {
        var inner = services.Last(static descriptor => descriptor.ServiceType == typeof(T) && !descriptor.IsKeyedService);
        services.Remove(inner);
        services.Add(inner switch
        {
            { ImplementationInstance: { } instance } => ServiceDescriptor.KeyedSingleton(typeof(T), InnerKey, instance),
            { ImplementationFactory: { } factory } => ServiceDescriptor.KeyedSingleton(typeof(T), InnerKey, (provider, _) => factory(provider)),
            _ => ServiceDescriptor.KeyedSingleton(typeof(T), InnerKey, inner.ImplementationType!),
        });
        services.AddSingleton(provider => decorate(provider, provider.GetRequiredKeyedService<T>(InnerKey)));
    }
}
