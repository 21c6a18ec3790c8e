using System.Reflection;

namespace Orleans.Serialization.TypeSystem;

/// <summary>What one assembly brings along: aliases, converters, hand-written codecs, copiers and activators.</summary>
internal sealed class AssemblyParts
{
    private readonly Assembly _assembly;
    private readonly Lazy<bool> _references;
    private readonly Lazy<Type[]> _types;
    private readonly Lazy<Dictionary<string, Type>> _aliases;

    public AssemblyParts(Assembly assembly)
    {
        _assembly = assembly;
        _references = new(() => AssemblyCatalog.References(assembly));
        _types = new(LoadTypes);
        _aliases = new(FindAliases);
    }

    public bool ReferencesSerialization => _references.Value;

    public IReadOnlyDictionary<string, Type> Aliases => _aliases.Value;

    public IEnumerable<Type> Registered<TAttribute>()
        where TAttribute : Attribute
        => _types.Value.Where(static type => type.Has<TAttribute>());

    private Dictionary<string, Type> FindAliases()
    {
        var result = new Dictionary<string, Type>(StringComparer.Ordinal);
        foreach (var type in _types.Value)
        {
            foreach (var alias in type.GetCustomAttributes<AliasAttribute>(inherit: false))
            {
                result.TryAdd(alias.Alias, type);
            }

            foreach (var alias in type.GetCustomAttributes<CompoundTypeAliasAttribute>(inherit: false))
            {
                result.TryAdd(TypeNames.Compound(alias), type);
            }
        }

        return result;
    }

    private Type[] LoadTypes()
    {
        try
        {
            return _assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            // A type that refers to an absent assembly cannot be used; the others can.
            return [.. exception.Types.OfType<Type>()];
        }
    }
}
