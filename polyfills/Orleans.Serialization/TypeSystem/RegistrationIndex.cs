using Orleans.Serialization.Activators;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Configuration;

namespace Orleans.Serialization.TypeSystem;

/// <summary>Registered implementation types by the type they are for, as of one state of the assembly catalog.</summary>
internal sealed class RegistrationIndex
{
    public RegistrationIndex(TypeManifestOptions options, int version)
    {
        Version = version;
        var parts = AssemblyCatalog.ApplicationParts().Concat(options.ExplicitAssemblies.Select(AssemblyCatalog.PartsOf)).Distinct().ToArray();
        Codecs = Registered<RegisterSerializerAttribute>(parts, options.FieldCodecs.Concat(options.Serializers));
        Copiers = Registered<RegisterCopierAttribute>(parts, options.Copiers);
        ConvertersByType = ByTarget(Registered<RegisterConverterAttribute>(parts, options.Converters), typeof(IConverter<,>));
        CodecsByType = ByTarget(Codecs, typeof(IFieldCodec<>));
        CopiersByType = ByTarget(Copiers, typeof(IDeepCopier<>));
        ActivatorsByType = ByTarget(Registered<RegisterActivatorAttribute>(parts, options.Activators), typeof(IActivator<>));
    }

    public int Version { get; }

    public Type[] Codecs { get; }

    public Type[] Copiers { get; }

    public Dictionary<Type, List<RegisteredType>> ConvertersByType { get; }

    public Dictionary<Type, List<RegisteredType>> CodecsByType { get; }

    public Dictionary<Type, List<RegisteredType>> CopiersByType { get; }

    public Dictionary<Type, List<RegisteredType>> ActivatorsByType { get; }

    // What the options name comes first and so wins over what was found in assemblies.
    private static Type[] Registered<TAttribute>(AssemblyParts[] parts, IEnumerable<Type> configured)
        where TAttribute : Attribute
        => [.. configured.Concat(parts.SelectMany(static part => part.Registered<TAttribute>())).Distinct()];

    private static Dictionary<Type, List<RegisteredType>> ByTarget(Type[] implementations, Type openInterface)
    {
        var result = new Dictionary<Type, List<RegisteredType>>();
        foreach (var implementation in implementations)
        {
            foreach (var target in implementation.ImplementedArguments(openInterface))
            {
                var key = implementation.IsGenericTypeDefinition && target.IsGenericType ? target.GetGenericTypeDefinition() : target;
                if (!result.TryGetValue(key, out var list))
                {
                    result.Add(key, list = []);
                }

                list.Add(new RegisteredType(implementation, target));
            }
        }

        return result;
    }
}
