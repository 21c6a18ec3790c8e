using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Serialization.Serializers;

/// <summary>The public type that stands for the framework's own hidden subclasses of it.</summary>
internal static class CanonicalType
{
    private static readonly Type[] Bases = [typeof(Type), typeof(StringComparer), typeof(CultureInfo), typeof(CompareInfo), typeof(IPAddress)];

    public static Type Of(Type type)
    {
        if (type.IsValueType || type.IsArray || !AssemblyCatalog.IsFramework(type))
        {
            return type;
        }

        foreach (var candidate in Bases)
        {
            if (candidate.IsAssignableFrom(type))
            {
                return candidate;
            }
        }

        for (var level = type.BaseType; level is not null; level = level.BaseType)
        {
            if (level.IsConstructedGenericType && level.GetGenericTypeDefinition() is var definition
                && (definition == typeof(FrozenSet<>) || definition == typeof(FrozenDictionary<,>)))
            {
                return level;
            }
        }

        return type;
    }
}
