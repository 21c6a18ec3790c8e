using Microsoft.CodeAnalysis;

namespace Orleans.Ray.Generators.Parsing;

/// <summary>
/// A stub cannot be private, or its own type could not call it: the stub of a private method is internal, unless all of <c>Remote</c>
/// is private. Then the types in its signature must be accessible wherever the stub is.
/// </summary>
internal static class Reachability
{
    /// <summary>A type in the signature that is hidden where the type's internal members are not, or null.</summary>
    public static INamedTypeSymbol? FindHidden(IMethodSymbol method) =>
        method.Parameters.Select(parameter => parameter.Type)
            .Append(method.ReturnType)
            .Select(type => FindHidden(type, method.ContainingType))
            .FirstOrDefault(hidden => hidden is not null);

    private static INamedTypeSymbol? FindHidden(ITypeSymbol type, INamedTypeSymbol user)
    {
        if (type is IArrayTypeSymbol array)
        {
            return FindHidden(array.ElementType, user);
        }

        for (var named = type as INamedTypeSymbol; named is not null; named = named.ContainingType)
        {
            if (IsHidden(named) && !IsInside(user, named.ContainingType))
            {
                return named;
            }

            if (named.TypeArguments.Select(argument => FindHidden(argument, user)).FirstOrDefault(hidden => hidden is not null) is { } argument)
            {
                return argument;
            }
        }

        return null;
    }

    private static bool IsHidden(INamedTypeSymbol type) =>
        type.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal;

    /// <summary>Whether only code inside of <paramref name="container"/> can see <paramref name="user"/> at all.</summary>
    private static bool IsInside(INamedTypeSymbol user, INamedTypeSymbol container)
    {
        for (var current = user; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility == Accessibility.Private && IsWithin(current.ContainingType, container))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWithin(INamedTypeSymbol? type, INamedTypeSymbol container)
    {
        for (; type is not null; type = type.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, container.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }
}
