using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orleans.Ray.Generators.Parsing;

internal static class Iterators
{
    /// <summary>Whether the method hands out its items one by one.</summary>
    public static bool IsStream(IMethodSymbol method) =>
        method.ReturnType.HasFullName("System.Collections.Generic.IAsyncEnumerable")
        || method.DeclaringSyntaxReferences.Any(reference => Yields(reference.GetSyntax()))
        || (method.PartialImplementationPart is { } implementation && IsStream(implementation));

    private static bool Yields(SyntaxNode method) =>
        method.DescendantNodes(node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .Any(node => node is YieldStatementSyntax);
}
