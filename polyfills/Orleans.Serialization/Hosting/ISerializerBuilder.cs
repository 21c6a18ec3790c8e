using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Serialization;

public interface ISerializerBuilder
{
    IServiceCollection Services { get; }
}
