using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.TypeSystem;

/// <summary>
/// Finds types by name among those that may be named: types of application assemblies, types that something here can
/// serialize anyway, and what the options add. Everything else is refused, found or not.
/// </summary>
internal sealed class TypeResolver(CodecProvider provider, TypeManifestOptions options)
{
    private const int MaxShownName = 200;
    private static readonly SearchValues<char> Structural = SearchValues.Create("[]*&,\\");

    private readonly Lazy<ITypeFilter[]> _typeFilters = new(() => [.. provider.Services.GetServices<ITypeFilter>()]);
    private readonly AliasIndex _aliases = new(options);
    private readonly Lazy<ITypeNameFilter[]> _nameFilters = new(() => [.. provider.Services.GetServices<ITypeNameFilter>()]);

    public Type Resolve(string name, Type[] arguments)
    {
        var verdict = NameVerdict(name);
        var type = verdict == false ? null : Find(name);
        if (type is not null && type.IsGenericTypeDefinition && arguments.Length != 0)
        {
            type = Close(type, arguments);
        }
        else if (arguments.Length != 0)
        {
            type = null;
        }

        return type is not null && (verdict == true || IsAllowed(type))
            ? type
            : throw new SerializerException($"The input names the type '{Shortened(name)}', which is not known here or may not be named. Mark the type with [GenerateSerializer], keep its old name as an [Alias], or allow it with TypeManifestOptions.AddAllowedType or an ITypeFilter.");
    }

    private bool? NameVerdict(string name)
    {
        bool? verdict = null;
        var (typeName, assemblyName) = Split(name);
        foreach (var filter in _nameFilters.Value)
        {
            var opinion = filter.IsTypeNameAllowed(typeName, assemblyName);
            if (opinion == false)
            {
                return false;
            }

            verdict ??= opinion;
        }

        return verdict;
    }

    private Type? Find(string name)
    {
        if (_aliases.Find(name) is { } known)
        {
            return known;
        }

        // Reflection would take these apart, and load whatever assemblies are named between them.
        var (typeName, assemblyName) = Split(name);
        if (typeName.AsSpan().ContainsAny(Structural))
        {
            return null;
        }

        if (name.Length == typeName.Length)
        {
            return typeof(object).Assembly.GetType(typeName);
        }

        var type = FindLoaded(typeName, assemblyName);
        if (type is null && !AssemblyCatalog.IsFramework(assemblyName))
        {
            AssemblyCatalog.ApplicationParts();
            type = FindLoaded(typeName, assemblyName);
        }

        return type;
    }

    private static Type? FindLoaded(string typeName, string assemblyName)
    {
        foreach (var assembly in AssemblyCatalog.LoadedByName(assemblyName))
        {
            if (assembly.GetType(typeName) is { } type)
            {
                return type;
            }
        }

        return null;
    }

    private bool IsAllowed(Type type)
    {
        var verdict = false;
        foreach (var filter in _typeFilters.Value)
        {
            var opinion = filter.IsTypeAllowed(type);
            if (opinion == false)
            {
                return false;
            }

            verdict |= opinion == true;
        }

        return verdict
            || options.AllowAllTypes
            || type.IsEnum
            || AssemblyCatalog.IsApplication(type.Assembly)
            || options.ExplicitAssemblies.Contains(type.Assembly)
            || options.ExplicitTypes.Contains(type)
            || options.AllowedAssemblies.Contains(type.Assembly.GetName().Name!)
            || (type.FullName is { } fullName && options.AllowedTypes.Contains(fullName))
            || provider.CanSerialize(type, exactly: true);
    }

    private static Type? Close(Type definition, Type[] arguments)
    {
        if (definition.GetGenericArguments().Length != arguments.Length)
        {
            return null;
        }

        return Construct(() => definition.MakeGenericType(arguments));
    }

    /// <summary>Null if there are no such arrays.</summary>
    public static Type? ArrayOf(Type element, int rank) => Construct(() => rank == 1 ? element.MakeArrayType() : element.MakeArrayType(rank));

    // An argument that a constraint excludes, or that cannot be one at all, such as void or a span.
    private static Type? Construct(Func<Type> construct)
    {
        try
        {
            return construct();
        }
        catch (Exception exception) when (exception is ArgumentException or TypeLoadException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Shortened(string name) => name.Length <= MaxShownName ? name : name[..MaxShownName] + "...";

    private static (string TypeName, string AssemblyName) Split(string name)
    {
        var separator = name.LastIndexOf(',');
        return separator < 0 ? (name, typeof(object).Assembly.GetName().Name!) : (name[..separator], name[(separator + 1)..]);
    }
}
