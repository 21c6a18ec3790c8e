using System.Text;
using Microsoft.CodeAnalysis;

namespace Orleans.Ray.Generators.Parsing;

/// <summary>Writes types as generated code does: fully qualified, with the annotations for null.</summary>
/// <remarks>
/// An actor's <c>Handle</c> is generated, so to the generator it is a type that does not exist. It is known by its name, in a type
/// that is an actor.
/// </remarks>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type, fully qualified.</summary>
    /// <param name="type">The type.</param>
    /// <param name="scope">The type whose code mentions it.</param>
    public static string Of(ITypeSymbol type, INamedTypeSymbol scope) => Of(type, scope, Format);

    /// <summary>The same without the annotations for null; null where the type has none.</summary>
    /// <param name="type">The type.</param>
    /// <param name="scope">The type whose code mentions it.</param>
    public static string? WithoutAnnotations(ITypeSymbol type, INamedTypeSymbol scope)
    {
        var plain = Of(type, scope, SymbolDisplayFormat.FullyQualifiedFormat);
        return plain == Of(type, scope) ? null : plain;
    }

    /// <summary>The type without annotations, to compare signatures.</summary>
    public static string Plain(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>The type as the compiler's own messages write it.</summary>
    public static string InMessage(ISymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>A type in it that is neither known nor an actor's handle, or null.</summary>
    public static string? FindUnknown(ITypeSymbol type, INamedTypeSymbol scope)
    {
        foreach (var part in type.ToDisplayParts(Format))
        {
            if (part.Symbol is IErrorTypeSymbol error && FindActorOf(error, scope) is null)
            {
                return error.Name;
            }
        }

        return null;
    }

    private static INamedTypeSymbol? FindActorOf(IErrorTypeSymbol handle, INamedTypeSymbol scope)
    {
        if (handle.Name != WellKnown.Handle || handle.Arity > 0)
        {
            return null;
        }

        if (handle.ContainingType is { } container)
        {
            return FindActor(container);
        }

        for (var outer = scope; outer is not null; outer = outer.ContainingType)
        {
            if (FindActor(outer) is { } actor)
            {
                return actor;
            }
        }

        return null;
    }

    private static INamedTypeSymbol? FindActor(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.IsRayActor())
            {
                return current;
            }
        }

        return null;
    }

    private static string Of(ITypeSymbol type, INamedTypeSymbol scope, SymbolDisplayFormat format)
    {
        if (type.TypeKind == TypeKind.Dynamic)
        {
            return "object";
        }

        var parts = type.ToDisplayParts(format);
        if (parts.All(part => part.Symbol is not IErrorTypeSymbol))
        {
            return parts.ToDisplayString();
        }

        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.Symbol is IErrorTypeSymbol { ContainingType: null } error && FindActorOf(error, scope) is { } actor)
            {
                text.Append(actor.ToDisplayString(format)).Append('.');
            }

            text.Append(part.ToString());
        }

        return text.ToString();
    }
}
