using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.Session;

namespace Orleans.Serialization;

public static class ServiceCollectionExtensions
{
    public static IServiceCollection AddSerializer(this IServiceCollection services, Action<ISerializerBuilder>? configure = null)
    {
        services.AddOptions();
        services.TryAddSingleton(static provider => new CodecProvider(provider, provider.GetRequiredService<IOptions<TypeManifestOptions>>()));
        services.TryAddSingleton(static provider => new SerializerSessionPool(provider.GetRequiredService<CodecProvider>()));
        services.TryAddSingleton(static provider => new CopyContextPool(provider.GetRequiredService<CodecProvider>()));
        services.TryAddSingleton<Serializer>();
        services.TryAddSingleton<DeepCopier>();
        services.TryAddSingleton<PayloadSerializer>();
        services.TryAddSingleton<IActivatorProvider, ActivatorProvider>();
        services.TryAddSingleton(typeof(IFieldCodec<>), typeof(PublicFieldCodec<>));
        services.TryAddSingleton(typeof(IDeepCopier<>), typeof(InjectedCopier<>));
        services.TryAddSingleton(typeof(Serializer<>));
        services.TryAddSingleton(typeof(DeepCopier<>));
        configure?.Invoke(new SerializerBuilder(services));
        return services;
    }
}
