using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Orleans.Ray.CodeFixes;

/// <summary>Offers, for each rule that has one obvious remedy, to apply it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RayCodeFixProvider))]
[Shared]
public sealed class RayCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. Remedies.All.Keys];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            if (Remedies.All.TryGetValue(diagnostic.Id, out var remedy) && remedy.Apply(root, diagnostic.Location.SourceSpan) is { } changed)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(remedy.Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)), diagnostic.Id),
                    diagnostic);
            }
        }
    }
}
