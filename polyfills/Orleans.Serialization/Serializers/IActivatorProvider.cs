using Orleans.Serialization.Activators;

namespace Orleans.Serialization.Serializers;

public interface IActivatorProvider
{
    internal IActivator<T> GetActivator<T>();
}
