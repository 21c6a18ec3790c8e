using System.Reflection;

namespace Orleans.Runtime;

/// <summary>The name of a grain interface in ids and on the wire.</summary>
internal static class GrainInterfaceNames
{
    private static readonly ConcurrentDictionary<Type, GrainInterfaceType> Names = new();
    private static readonly ConcurrentDictionary<Type, ushort> Versions = new();

    public static GrainInterfaceType Of(Type interfaceType) => Names.GetOrAdd(interfaceType, static type =>
    {
        foreach (var attribute in type.GetCustomAttributes())
        {
            if (attribute is IGrainInterfaceTypeProviderAttribute provider)
            {
                return provider.GetGrainInterfaceType(EmptyServices.Instance, type);
            }
        }

        var open = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        var name = type.GetCustomAttribute<AliasAttribute>()?.Alias ?? open.FullName!;
        return GrainInterfaceType.Create(type.IsConstructedGenericType ? $"{name}{GenericArguments.Format(type)}" : name);
    });

    /// <summary>Zero where [Version] does not say.</summary>
    public static ushort VersionOf(Type interfaceType) =>
        Versions.GetOrAdd(interfaceType, static type => type.GetCustomAttribute<VersionAttribute>()?.Version ?? 0);
}
