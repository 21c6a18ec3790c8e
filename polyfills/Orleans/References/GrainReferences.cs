using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Orleans.Runtime;

/// <summary>Makes grain references: one shared part per grain type and interface, then one small object per grain.</summary>
internal sealed class GrainReferences(IServiceProvider services, GrainTypeMap types, CodecProvider codecs, CopyContextPool copyContexts)
{
    private readonly ConcurrentDictionary<(GrainType Type, Type? Interface), GrainReferenceActivator> _activators = new();
    private CallRuntime? _runtime;

    public GrainReference Create(GrainId grainId, Type? interfaceType) => Activator(grainId.Type, interfaceType).Create(grainId.Key);

    public GrainReference Create(GrainId grainId, GrainInterfaceType interfaceType) =>
        Create(grainId, interfaceType.IsDefault ? null : types.FindInterface(interfaceType) ?? throw new ArgumentException($"Interface {interfaceType} is not known here."));

    /// <summary>From what a state was stored with: as the interface that it had, seen as the type that holds it now.</summary>
    public object Restore(GrainId grainId, string? interfaceType, Type holder)
    {
        var type = string.IsNullOrEmpty(interfaceType) ? null : types.FindInterface(GrainInterfaceType.Create(interfaceType));
        return Create(grainId, type is not null && holder.IsAssignableFrom(type) ? type : holder.IsInterface && holder != typeof(IAddressable) ? holder : type);
    }

    public GrainReferenceActivator Activator(GrainType grainType, Type? interfaceType) =>
        _activators.TryGetValue((grainType, interfaceType), out var activator) ? activator : AddActivator(grainType, interfaceType);

    private GrainReferenceActivator AddActivator(GrainType grainType, Type? interfaceType)
    {
        _runtime ??= services.GetRequiredService<CallRuntime>();
        var name = interfaceType is null ? default : GrainInterfaceNames.Of(interfaceType);
        var shared = new GrainReferenceShared(grainType, name, interfaceType is null ? (ushort)0 : GrainInterfaceNames.VersionOf(interfaceType), _runtime, InvokeMethodOptions.None, codecs, copyContexts, services);
        return _activators.GetOrAdd((grainType, interfaceType), new GrainReferenceActivator(shared, interfaceType is null ? null : InterfaceShape.Of(interfaceType)));
    }
}
