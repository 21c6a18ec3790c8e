using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orleans.Ray.Generators.Diagnostics;
using Orleans.Ray.Generators.Emitting;
using Orleans.Ray.Generators.Models;

namespace Orleans.Ray.Generators.Parsing;

/// <summary>Finds out how generated code gets into a type.</summary>
internal static class ShellParser
{
    /// <summary>The type's shell, or null where code cannot be added to it.</summary>
    /// <param name="type">The type.</param>
    /// <param name="what">What is to be generated into it, for messages.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static TypeShell? Parse(INamedTypeSymbol type, string what, Findings findings)
    {
        var declarations = new List<string>();
        var typeParameters = new List<string>();
        var isOpen = true;
        for (var current = type; current is not null; current = current.ContainingType)
        {
            isOpen &= IsOpen(current, what, findings);
            declarations.Insert(0, $"partial {Keyword(current)} {Identifiers.EscapeType(current.Name)}{TypeParameterList(current)}");
            typeParameters.AddRange(current.TypeParameters.Select(parameter => parameter.Name));
        }

        if (!isOpen)
        {
            return null;
        }

        var space = type.ContainingNamespace;
        return new TypeShell(
            space.IsGlobalNamespace ? null : space.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
            declarations.ToEquatableArray(),
            TypeNames.Of(type, type),
            type.Name,
            HintName(type),
            typeParameters.ToEquatableArray());
    }

    private static bool IsOpen(INamedTypeSymbol type, string what, Findings findings)
    {
        if (type.IsFileLocal)
        {
            findings.Add(Rules.FileLocalType, Locations.OfName(type), type.Name, what);
            return false;
        }

        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is TypeDeclarationSyntax declaration && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                findings.Add(Rules.TypeNotPartial, declaration.Identifier.GetLocation(), type.Name, what);
                return false;
            }
        }

        return true;
    }

    private static string Keyword(INamedTypeSymbol type) => (type.IsRecord, type.TypeKind) switch
    {
        (true, TypeKind.Struct) => "record struct",
        (true, _) => "record",
        (_, TypeKind.Struct) => "struct",
        (_, TypeKind.Interface) => "interface",
        _ => "class",
    };

    private static string TypeParameterList(INamedTypeSymbol type)
    {
        return type.TypeParameters.Length == 0
            ? string.Empty
            : $"<{string.Join(", ", type.TypeParameters.Select(Declare))}>";

        static string Declare(ITypeParameterSymbol parameter) => parameter.Variance switch
        {
            VarianceKind.In => "in ",
            VarianceKind.Out => "out ",
            _ => string.Empty,
        } + Identifiers.EscapeType(parameter.Name);
    }

    private static string HintName(INamedTypeSymbol type)
    {
        var name = type.MetadataName.Replace('`', '-');
        var outer = type.ContainingType is { } container ? HintName(container)
            : type.ContainingNamespace.IsGlobalNamespace ? string.Empty
            : type.ContainingNamespace.ToDisplayString().Replace("@", string.Empty);
        return outer.Length == 0 ? name : $"{outer}.{name}";
    }
}
