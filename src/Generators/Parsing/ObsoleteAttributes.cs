using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Orleans.Ray.Generators.Parsing;

internal static class ObsoleteAttributes
{
    /// <summary>The method's <c>[Obsolete]</c>, for its stub to carry; null where it has none.</summary>
    public static string? Of(IMethodSymbol method)
    {
        var attribute = method.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.HasFullName("System.ObsoleteAttribute") == true);
        if (attribute is null)
        {
            return null;
        }

        var arguments = attribute.ConstructorArguments.Select(argument => argument.ToCSharpString());
        return attribute.ConstructorArguments.Length == 0 ? "[global::System.Obsolete]" : $"[global::System.Obsolete({string.Join(", ", arguments)})]";
    }
}
