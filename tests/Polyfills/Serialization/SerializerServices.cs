using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Orleans.Polyfills.Serialization;

internal static class SerializerServices
{
    public static IServiceProvider Default { get; } = Create();

    public static Serializer Serializer { get; } = Default.GetRequiredService<Serializer>();

    public static DeepCopier Copier { get; } = Default.GetRequiredService<DeepCopier>();

    public static IServiceProvider Create(Action<ISerializerBuilder>? configure = null, Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection().AddSerializer(configure);
        services?.Invoke(collection);
        return collection.BuildServiceProvider();
    }
}
