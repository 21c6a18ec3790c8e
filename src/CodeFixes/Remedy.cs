using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Orleans.Ray.CodeFixes;

/// <summary>What to do about a rule.</summary>
/// <param name="title">What the editor offers.</param>
/// <param name="apply">The changed root; null where the remedy does not apply there.</param>
internal sealed class Remedy(string title, Func<SyntaxNode, TextSpan, SyntaxNode?> apply)
{
    public string Title => title;

    public SyntaxNode? Apply(SyntaxNode root, TextSpan span) => apply(root, span);
}
