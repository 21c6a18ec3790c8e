using System.Reflection;

namespace Orleans.Runtime;

/// <summary>
/// Which grain classes and interfaces this process has, what is known of those of the other silos, and which grain type an
/// interface resolves to.
/// </summary>
internal sealed partial class GrainTypeMap
{
    private readonly Dictionary<GrainType, GrainClass> _classes = [];
    private readonly ConcurrentDictionary<GrainType, GrainClass> _closedClasses = new();
    private readonly ConcurrentDictionary<GrainInterfaceType, Type> _interfaces = new();
    private readonly IServiceProvider _services;

    public GrainTypeMap(IOptions<GrainTypeOptions> options, IServiceProvider services)
    {
        _services = services;
        foreach (var type in options.Value.Interfaces)
        {
            _interfaces[GrainInterfaceNames.Of(type)] = type;
        }

        foreach (var type in options.Value.Classes)
        {
            Add(type);
        }

        _implementations = ImplementationsOf([]);
    }

    public GrainClass? FindClass(GrainType type)
    {
        if (_classes.TryGetValue(type, out var known))
        {
            return known;
        }

        return _closedClasses.TryGetValue(type, out var closed) ? closed
            : Close(type) is { } made ? _closedClasses.GetOrAdd(type, made)
            : null;
    }

    // What is not known is not remembered either: its names come from other processes, and have no end.
    public Type? FindInterface(GrainInterfaceType type) =>
        _interfaces.TryGetValue(type, out var known) ? known
        : CloseInterface(type) is { } made ? _interfaces.GetOrAdd(type, made)
        : null;

    /// <summary>Of a grain type that any silo of the cluster is known to have. Null for any other.</summary>
    public GrainProperties? PropertiesOf(GrainType type) =>
        FindClass(type)?.Properties
        ?? Volatile.Read(ref _others).GetValueOrDefault(type)
        ?? (OpenOf(type) is { } open ? Volatile.Read(ref _others).GetValueOrDefault(open) : null);

    /// <summary>The version that this process knows; zero where the interface has none.</summary>
    public ushort VersionOf(GrainInterfaceType type) => !type.IsDefault && _interfaces.TryGetValue(type, out var contract) ? GrainInterfaceNames.VersionOf(contract) : (ushort)0;

    public bool IsIn(IReadOnlyDictionary<GrainType, GrainProperties> types, GrainType type) =>
        types.ContainsKey(type) || (OpenOf(type) is { } open && types.ContainsKey(open));

    /// <summary>What this process tells the others.</summary>
    public SiloManifest ToManifest() => new(
        _classes.ToDictionary(static entry => entry.Key, static entry => entry.Value.Properties),
        _interfaces.Where(static entry => !entry.Value.IsConstructedGenericType).ToDictionary(static entry => entry.Key, static entry => GrainInterfaceNames.VersionOf(entry.Value)));

    /// <summary>What a gateway tells its clients: they see one cluster, not its silos.</summary>
    public SiloManifest ToClusterManifest()
    {
        var own = ToManifest();
        foreach (var (type, properties) in Volatile.Read(ref _others))
        {
            own.Grains.TryAdd(type, properties);
        }

        return own;
    }

    private void Add(Type type)
    {
        var grainType = GrainTypeNames.Of(type, _services);
        var properties = new Dictionary<string, string>
        {
            [WellKnownGrainTypeProperties.TypeName] = type.Name,
            [WellKnownGrainTypeProperties.FullTypeName] = type.FullName ?? type.Name,
        };
        foreach (var attribute in type.GetCustomAttributes())
        {
            if (attribute is IGrainPropertiesProviderAttribute provider)
            {
                provider.Populate(_services, type, grainType, properties);
            }
        }

        var interfaces = type.GetInterfaces().Where(ApplicationPartTypes.IsGrainInterface).ToArray();
        var count = 0;
        foreach (var contract in interfaces)
        {
            properties[$"{WellKnownGrainTypeProperties.ImplementedInterfacePrefix}{count++}"] = GrainInterfaceNames.Of(Open(contract)).ToString();
        }

        var grainClass = new GrainClass(type, grainType, new GrainProperties(properties.ToImmutableDictionary()));
        if (!_classes.TryAdd(grainType, grainClass))
        {
            throw new InvalidOperationException(
                $"An entry with the key {grainType} is already present: {_classes[grainType].Type} and {type} have the same grain type. Name one of them with [GrainType].");
        }

        foreach (var contract in interfaces)
        {
            var open = Open(contract);
            _interfaces.TryAdd(GrainInterfaceNames.Of(open), open);
        }
    }

    private GrainClass? Close(GrainType type)
    {
        if (OpenOf(type) is not { } openType || !_classes.TryGetValue(openType, out var open) || !open.Type.IsGenericTypeDefinition)
        {
            return null;
        }

        var name = type.ToString();
        return GenericArguments.Close(open.Type, name[name.IndexOf('[', StringComparison.Ordinal)..]) is { } closed ? new GrainClass(closed, type, open.Properties) : null;
    }

    /// <summary>The type without its arguments; null where it has none.</summary>
    private static GrainType? OpenOf(GrainType type)
    {
        var bracket = type.Value.AsSpan().IndexOf((byte)'[');
        return bracket > 0 ? GrainType.Create(type.ToString()[..bracket]) : null;
    }

    private Type? CloseInterface(GrainInterfaceType type)
    {
        var name = type.ToString();
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        return bracket > 0 && _interfaces.TryGetValue(GrainInterfaceType.Create(name[..bracket]), out var open)
            ? GenericArguments.Close(open, name[bracket..])
            : null;
    }

    private static Type Open(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
