using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orleans.Ray.Generators.Parsing;

internal static class Iterators
{
    public const string AsyncStream = "System.Collections.Generic.IAsyncEnumerable";

    private const string IteratorStateMachine = "System.Runtime.CompilerServices.IteratorStateMachineAttribute";

    /// <summary>Whether the method returns items to await, however it makes them.</summary>
    public static bool IsAsyncStream(IMethodSymbol method) => method.ReturnType.HasFullName(AsyncStream);

    /// <summary>Whether the method makes its items one by one, with <c>yield</c>. One that returns a collection returns a value.</summary>
    public static bool IsIterator(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Any(reference => Yields(reference.GetSyntax()))
        || (method.PartialImplementationPart is { } implementation && IsIterator(implementation))
        || IsCompiledIterator(method);

    // Of a method in another assembly there is no body to look at, but the compiler has left a note.
    private static bool IsCompiledIterator(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.IsEmpty
        && method.GetAttributes().Any(attribute => attribute.AttributeClass?.HasFullName(IteratorStateMachine) == true);

    private static bool Yields(SyntaxNode method) =>
        method.DescendantNodes(node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .Any(node => node is YieldStatementSyntax);
}
