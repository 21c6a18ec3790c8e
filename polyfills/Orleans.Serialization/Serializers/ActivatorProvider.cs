using System.Collections.Concurrent;
using Orleans.Serialization.Activators;
using Orleans.Serialization.Members;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Serialization.Serializers;

/// <summary>Makes empty instances the way that deserialization does.</summary>
internal sealed class ActivatorProvider(CodecProvider codecs) : IActivatorProvider
{
    private readonly ConcurrentDictionary<Type, object> _activators = new();

    IActivator<T> IActivatorProvider.GetActivator<T>() => (IActivator<T>)(_activators.TryGetValue(typeof(T), out var activator) ? activator : _activators.GetOrAdd(typeof(T), Create<T>()));

    private object Create<T>()
    {
        var type = typeof(T);
        return type.IsValueType || type.IsAbstract || type.IsArray || type == typeof(string)
            ? new DelegateActivator<T?>(static () => default)
            : GenericCall.Invoke<object>(ForClass<object>, type);
    }

    private DelegateActivator<T> ForClass<T>()
        where T : class =>
        new(Instantiator.For<T>(codecs));
}
