using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Which grain classes and interfaces this process has, and which class an interface resolves to.</summary>
internal sealed class GrainTypeMap
{
    private readonly Dictionary<GrainType, GrainClass> _classes = [];
    private readonly Dictionary<Type, List<GrainClass>> _implementations = [];
    private readonly ConcurrentDictionary<GrainType, GrainClass> _closedClasses = new();
    private readonly ConcurrentDictionary<GrainInterfaceType, Type> _interfaces = new();
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainType> _resolved = new();
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
    }

    /// <summary>What a process without the grain classes learns from its gateway: interface name to grain type.</summary>
    public Func<Type, string?, GrainType?>? Fallback { get; set; }

    public IEnumerable<GrainClass> Classes => _classes.Values;

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

    public GrainType Resolve(Type interfaceType, string? classNamePrefix) => _resolved.TryGetValue((interfaceType, classNamePrefix), out var type)
        ? type
        : _resolved.GetOrAdd((interfaceType, classNamePrefix), ResolveSlow(interfaceType, classNamePrefix));

    /// <summary>All pairs of interface name and grain type, for processes that have only the interfaces.</summary>
    public IEnumerable<(string Interface, string GrainType)> Export()
    {
        foreach (var type in _implementations.Keys)
        {
            if (!type.IsGenericTypeDefinition && TryResolve(type, null, out var grainType, out _))
            {
                yield return (GrainInterfaceNames.Of(type).ToString(), grainType.ToString());
            }
        }
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
            if (!_implementations.TryGetValue(open, out var classes))
            {
                _implementations.Add(open, classes = []);
            }

            classes.Add(grainClass);
        }
    }

    private GrainType ResolveSlow(Type interfaceType, string? prefix)
    {
        if (TryResolve(interfaceType, prefix, out var grainType, out var candidates))
        {
            return grainType;
        }

        if (Fallback?.Invoke(interfaceType, prefix) is { } remote)
        {
            return remote;
        }

        if (candidates.Count > 1)
        {
            throw new ArgumentException(
                $"Unable to identify a single implementation for interface {interfaceType}. Candidates: {string.Join(", ", candidates.Select(candidate => candidate.Type))}. Use [DefaultGrainType] or the grainClassNamePrefix parameter.");
        }

        throw new ArgumentException(
            $"Could not find an implementation for interface {interfaceType}{(string.IsNullOrEmpty(prefix) ? string.Empty : $" with a class name starting with '{prefix}'")}");
    }

    private bool TryResolve(Type interfaceType, string? prefix, out GrainType grainType, out List<GrainClass> candidates)
    {
        var arguments = interfaceType.IsConstructedGenericType ? GenericArguments.Format(interfaceType) : string.Empty;
        candidates = _implementations.TryGetValue(interfaceType, out var exact) ? exact
            : _implementations.TryGetValue(Open(interfaceType), out var open) ? open : [];
        var chosen = string.IsNullOrEmpty(prefix) ? ChooseDefault(interfaceType, candidates) : ChooseByPrefix(prefix, candidates);
        if (chosen is null)
        {
            grainType = default;
            return false;
        }

        grainType = chosen.Type.IsGenericTypeDefinition ? GrainType.Create($"{chosen.GrainType}{arguments}") : chosen.GrainType;
        return true;
    }

    private static GrainClass? ChooseDefault(Type interfaceType, List<GrainClass> candidates)
    {
        if (candidates.Count == 1)
        {
            return candidates[0];
        }

        var properties = new Dictionary<string, string>();
        if (interfaceType.GetCustomAttribute<DefaultGrainTypeAttribute>() is IGrainInterfacePropertiesProviderAttribute attribute)
        {
            attribute.Populate(EmptyServices.Instance, interfaceType, properties);
        }

        if (properties.TryGetValue(DefaultGrainTypeAttribute.PropertyKey, out var named))
        {
            return candidates.Find(candidate => candidate.GrainType.ToString() == named);
        }

        // IFoo is implemented by Foo, whatever else implements it too.
        return candidates.Find(candidate => candidate.Type.Name == interfaceType.Name.TrimStart('I'));
    }

    private static GrainClass? ChooseByPrefix(string prefix, List<GrainClass> candidates)
    {
        if (candidates.Find(candidate => candidate.Type.FullName == prefix) is { } exact)
        {
            return exact;
        }

        var matches = candidates.FindAll(candidate => candidate.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal));
        return matches.Count == 1 ? matches[0] : null;
    }

    private GrainClass? Close(GrainType type)
    {
        var name = type.ToString();
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        if (bracket <= 0 || !_classes.TryGetValue(GrainType.Create(name[..bracket]), out var open) || !open.Type.IsGenericTypeDefinition)
        {
            return null;
        }

        return GenericArguments.Close(open.Type, name[bracket..]) is { } closed ? new GrainClass(closed, type, open.Properties) : null;
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
