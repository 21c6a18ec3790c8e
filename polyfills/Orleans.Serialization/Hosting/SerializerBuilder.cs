using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Serialization;

internal sealed class SerializerBuilder(IServiceCollection services) : ISerializerBuilder
{
    public IServiceCollection Services { get; } = services;
}
