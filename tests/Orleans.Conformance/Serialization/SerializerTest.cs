using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Orleans.Conformance.Serialization;

public abstract class SerializerTest
{
    private static readonly IServiceProvider DefaultServices = CreateServices();

    protected Serializer Serializer { get; } = DefaultServices.GetRequiredService<Serializer>();

    protected DeepCopier Copier { get; } = DefaultServices.GetRequiredService<DeepCopier>();

    protected static IServiceProvider CreateServices(Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection().AddSerializer();
        configure?.Invoke(services);
        return services.BuildServiceProvider();
    }

    protected T RoundTrip<T>(T value) => Serializer.Deserialize<T>(Serializer.SerializeToArray(value));

    /// <summary>Writes one type and reads another, as two versions of a program do.</summary>
    protected TTo Reread<TFrom, TTo>(TFrom value) => Serializer.Deserialize<TTo>(Serializer.SerializeToArray(value));
}
