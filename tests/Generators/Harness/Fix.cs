using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Orleans.Ray.CodeFixes;

namespace Orleans.Ray.Generators.Tests.Harness;

/// <summary>Applies the code fix for the one thing that is wrong with a source.</summary>
internal static class Fix
{
    public static async Task VerifyAsync(string rule, string source, string expected)
    {
        var finding = Assert.Single(await FindAsync(source), finding => finding.Id == rule);
        using var workspace = new AdhocWorkspace();
        var document = workspace.AddProject("Consumer", LanguageNames.CSharp).AddDocument("Source1.cs", source);
        var tree = await document.GetSyntaxTreeAsync();
        var diagnostic = Diagnostic.Create(finding.Descriptor, Location.Create(tree!, finding.Location.SourceSpan));
        CodeAction? action = null;
        await new RayCodeFixProvider().RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (found, _) => action = found, CancellationToken.None));

        var operation = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action!.GetOperationsAsync(CancellationToken.None)));
        var changed = (await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();

        Assert.Equal(expected, changed);
        Assert.DoesNotContain(await FindAsync(changed), left => left.Id == rule);
    }

    // What the generators find, and what the analyzers find in the code with what was generated.
    private static async Task<IEnumerable<Diagnostic>> FindAsync(string source)
    {
        var generation = Generation.Of(source);
        return generation.Findings.Concat(await generation.AnalyzeAsync());
    }
}
