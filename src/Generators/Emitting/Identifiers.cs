using Microsoft.CodeAnalysis.CSharp;

namespace Orleans.Ray.Generators.Emitting;

internal static class Identifiers
{
    /// <summary>The identifier as source code writes it: <c>@class</c>.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : $"@{name}";

    /// <summary>The name of a type, which some contextual keywords are not either.</summary>
    public static string EscapeType(string name) =>
        SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? Escape(name) : $"@{name}";

    /// <summary>The name of a parameter as that of a field.</summary>
    public static string ToPascalCase(string name)
    {
        var trimmed = name.TrimStart('_');
        return trimmed.Length == 0 || char.IsDigit(trimmed[0])
            ? $"Argument{trimmed}"
            : char.ToUpperInvariant(trimmed[0]) + trimmed.Substring(1);
    }
}
