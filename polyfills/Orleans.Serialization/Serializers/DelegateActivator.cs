using Orleans.Serialization.Activators;

namespace Orleans.Serialization.Serializers;

internal sealed class DelegateActivator<T>(Func<T> create) : IActivator<T>
{
    public T Create() => create();
}
