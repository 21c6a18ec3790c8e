using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orleans.Ray.Generators.Parsing;

/// <summary>Where in the source a finding belongs.</summary>
internal static class Locations
{
    public static Location OfName(ISymbol symbol) => symbol.Locations.FirstOrDefault() ?? Location.None;

    public static Location OfReturnType(IMethodSymbol method) =>
        SyntaxOf<MethodDeclarationSyntax>(method)?.ReturnType.GetLocation() ?? OfName(method);

    public static Location OfType(IParameterSymbol parameter) =>
        SyntaxOf<ParameterSyntax>(parameter)?.Type?.GetLocation() ?? OfName(parameter);

    public static Location OfRefModifier(IParameterSymbol parameter)
    {
        foreach (var modifier in SyntaxOf<ParameterSyntax>(parameter)?.Modifiers ?? default)
        {
            if (modifier.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword or SyntaxKind.InKeyword)
            {
                return modifier.GetLocation();
            }
        }

        return OfName(parameter);
    }

    public static Location OfArgument(AttributeData attribute, string name)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax syntax)
        {
            return Location.None;
        }

        var argument = syntax.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);
        return (argument?.Expression ?? (SyntaxNode)syntax).GetLocation();
    }

    public static Location OfArgument(AttributeData attribute, int index)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax syntax)
        {
            return Location.None;
        }

        return (syntax.ArgumentList?.Arguments.ElementAtOrDefault(index)?.Expression ?? (SyntaxNode)syntax).GetLocation();
    }

    private static T? SyntaxOf<T>(ISymbol symbol)
        where T : SyntaxNode => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as T;
}
