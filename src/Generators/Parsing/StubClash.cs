using Microsoft.CodeAnalysis;

namespace Orleans.Ray.Generators.Parsing;

/// <summary>Finds methods that C# can tell apart and whose stubs it could not.</summary>
internal static class StubClash
{
    /// <summary>How to tell the two apart again; null where their stubs do not clash.</summary>
    /// <param name="first">A method or constructor.</param>
    /// <param name="second">Another of the same name.</param>
    /// <param name="haveOptions">Whether the stubs end with optional options.</param>
    public static string? FindRemedy(IMethodSymbol first, IMethodSymbol second, bool haveOptions)
    {
        if (first.Arity != second.Arity)
        {
            return null;
        }

        if (first.Arity > 0)
        {
            second = second.Construct([.. first.TypeParameters]);
        }

        var (shorter, longer) = (Parameters(first), Parameters(second));
        if (shorter.Length > longer.Length)
        {
            (shorter, longer) = (longer, shorter);
        }

        for (var i = 0; i < shorter.Length; i++)
        {
            if (TypeNames.Plain(shorter[i].Type) != TypeNames.Plain(longer[i].Type))
            {
                return null;
            }
        }

        if (shorter.Length == longer.Length)
        {
            return "they differ in nothing but the cancellation token, so make them one";
        }

        // Both leave their options out, so that the rule "the one without missing arguments wins" does not apply.
        return haveOptions && longer.Skip(shorter.Length).All(parameter => parameter.IsOptional)
            ? "remove the defaults of the parameters that only one of them has, or make them one"
            : null;
    }

    private static IParameterSymbol[] Parameters(IMethodSymbol method) =>
        [.. method.Parameters.Where(parameter => !parameter.Type.IsCancellationToken())];
}
