using System.Reflection;

namespace Orleans.Serialization.Configuration;

public sealed class TypeManifestOptions
{
    public HashSet<Type> Activators { get; } = [];

    public HashSet<Type> FieldCodecs { get; } = [];

    public HashSet<Type> Serializers { get; } = [];

    public HashSet<Type> Copiers { get; } = [];

    public HashSet<Type> Converters { get; } = [];

    public HashSet<Type> Interfaces { get; } = [];

    public HashSet<Type> InterfaceProxies { get; } = [];

    public HashSet<Type> InterfaceImplementations { get; } = [];

    public Dictionary<uint, Type> WellKnownTypeIds { get; } = [];

    public Dictionary<string, Type> WellKnownTypeAliases { get; } = [];

    public HashSet<string> AllowedTypes { get; } = new(StringComparer.Ordinal);

    public HashSet<string> AllowedAssemblies { get; } = new(StringComparer.Ordinal);

    public bool AllowAllTypes { get; set; }

    public bool? EnableConfigurationAnalysis { get; set; }

    internal HashSet<Type> ExplicitTypes { get; } = [];

    internal HashSet<Assembly> ExplicitAssemblies { get; } = [];

    public void AddAllowedType(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        ExplicitTypes.Add(type);
        AllowedTypes.Add(type.FullName ?? type.Name);
    }

    public void AddAllowedAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ExplicitAssemblies.Add(assembly);
        AllowedAssemblies.Add(assembly.GetName().Name!);
    }
}
