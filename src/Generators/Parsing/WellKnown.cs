using Microsoft.CodeAnalysis;

namespace Orleans.Ray.Generators.Parsing;

/// <summary>The types that the generator knows by name.</summary>
internal static class WellKnown
{
    public const string RayTaskAttribute = "Orleans.Ray.RayTaskAttribute";

    public const string RayActorAttribute = "Orleans.Ray.RayActorAttribute";

    public const string ActorMethodAttribute = "Orleans.Ray.ActorMethodAttribute";

    public const string GenerateSerializerAttribute = "Orleans.GenerateSerializerAttribute";

    public const string IdAttribute = "Orleans.IdAttribute";

    public const string ImmutableAttribute = "Orleans.ImmutableAttribute";

    public const string Remote = "Remote";

    public const string Handle = "Handle";

    public const string Create = "Create";

    public static bool IsRayTask(this IMethodSymbol method) => HasAttribute(method, RayTaskAttribute);

    public static bool IsRayActor(this INamedTypeSymbol type) => HasAttribute(type.OriginalDefinition, RayActorAttribute);

    public static bool IsCancellationToken(this ITypeSymbol type) => type.HasFullName("System.Threading.CancellationToken");

    /// <summary>Whether the type's definition has that name; type parameters do not count.</summary>
    public static bool HasFullName(this ITypeSymbol type, string fullName)
    {
        var dot = fullName.LastIndexOf('.');
        return type.Name.Length == fullName.Length - dot - 1
            && fullName.EndsWith(type.Name, StringComparison.Ordinal)
            && type.ContainingType is null
            && type.ContainingNamespace is { } containing
            && containing.ToDisplayString() == fullName.Substring(0, dot);
    }

    public static bool HasAttribute(this ISymbol symbol, string fullName)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.HasFullName(fullName) == true)
            {
                return true;
            }
        }

        return false;
    }
}
