using System.Reflection;

namespace Orleans.Runtime;

/// <content>From interfaces to grain types: over this process's classes and those that other silos have told of.</content>
internal sealed partial class GrainTypeMap
{
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainType> _resolved = new();
    private Dictionary<GrainType, GrainProperties> _others = [];
    private Dictionary<GrainInterfaceType, List<GrainImplementation>> _implementations;

    public GrainType Resolve(Type interfaceType, string? classNamePrefix) => _resolved.TryGetValue((interfaceType, classNamePrefix), out var type)
        ? type
        : _resolved.GetOrAdd((interfaceType, classNamePrefix), ResolveSlow(interfaceType, classNamePrefix));

    /// <summary>The grain types of the other silos, all together; for a client, of all.</summary>
    public void SetOthers(Dictionary<GrainType, GrainProperties> others)
    {
        Volatile.Write(ref _implementations, ImplementationsOf(others));
        Volatile.Write(ref _others, others);
    }

    private Dictionary<GrainInterfaceType, List<GrainImplementation>> ImplementationsOf(Dictionary<GrainType, GrainProperties> others)
    {
        var result = new Dictionary<GrainInterfaceType, List<GrainImplementation>>();
        foreach (var implementation in _classes.Values
            .Select(static grainClass => new GrainImplementation(grainClass.GrainType, grainClass.Properties))
            .Concat(others.Where(other => !_classes.ContainsKey(other.Key)).Select(static other => new GrainImplementation(other.Key, other.Value))))
        {
            foreach (var contract in implementation.Interfaces)
            {
                if (!result.TryGetValue(contract, out var implementations))
                {
                    result.Add(contract, implementations = []);
                }

                implementations.Add(implementation);
            }
        }

        return result;
    }

    private GrainType ResolveSlow(Type interfaceType, string? prefix)
    {
        var candidates = Volatile.Read(ref _implementations).GetValueOrDefault(GrainInterfaceNames.Of(Open(interfaceType)), []);
        var chosen = string.IsNullOrEmpty(prefix) ? ChooseDefault(interfaceType, candidates) : ChooseByPrefix(prefix, candidates);
        if (chosen is not null)
        {
            return chosen.IsGeneric ? GrainType.Create($"{chosen.GrainType}{GenericArguments.Format(interfaceType)}") : chosen.GrainType;
        }

        if (candidates.Count > 1)
        {
            throw new ArgumentException(
                $"Unable to identify a single implementation for interface {interfaceType}. Candidates: {string.Join(", ", candidates.Select(static candidate => candidate.FullName))}. Use [DefaultGrainType] or the grainClassNamePrefix parameter.");
        }

        throw new ArgumentException(
            $"Could not find an implementation for interface {interfaceType}{(string.IsNullOrEmpty(prefix) ? string.Empty : $" with a class name starting with '{prefix}'")}");
    }

    private static GrainImplementation? ChooseOnly(List<GrainImplementation> candidates) => candidates.Count == 1 ? candidates[0] : null;

    private static GrainImplementation? ChooseDefault(Type interfaceType, List<GrainImplementation> candidates)
    {
        if (ChooseOnly(candidates) is { } only)
        {
            return only;
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
        return candidates.Find(candidate => candidate.Name == interfaceType.Name.TrimStart('I'));
    }

    private static GrainImplementation? ChooseByPrefix(string prefix, List<GrainImplementation> candidates)
    {
        if (candidates.Find(candidate => candidate.FullName == prefix) is { } exact)
        {
            return exact;
        }

        var matches = candidates.FindAll(candidate => candidate.FullName.StartsWith(prefix, StringComparison.Ordinal));
        return matches.Count == 1 ? matches[0] : null;
    }
}
