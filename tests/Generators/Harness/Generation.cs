using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orleans.Ray.Generators.Analyzers;

namespace Orleans.Ray.Generators.Tests.Harness;

/// <summary>One run of the generators over some sources.</summary>
internal sealed class Generation
{
    private readonly Compilation _output;

    private Generation(Compilation output, GeneratorDriverRunResult result)
    {
        _output = output;
        Findings = result.Diagnostics;
        Files = [.. result.Results.SelectMany(generator => generator.GeneratedSources)];
        Assert.All(result.Results, generator => Assert.Null(generator.Exception));
    }

    /// <summary>What the generators reported.</summary>
    public ImmutableArray<Diagnostic> Findings { get; }

    public IReadOnlyList<GeneratedSourceResult> Files { get; }

    /// <summary>What the compiler says of the sources with the generated files; of missing documentation only in the latter.</summary>
    public IEnumerable<string> CompilerMessages => _output.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        .Where(diagnostic => diagnostic.Id != "CS1591" || IsGenerated(diagnostic.Location))
        .Select(diagnostic => diagnostic.ToString());

    public IEnumerable<string> MessagesInGeneratedFiles => _output.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && IsGenerated(diagnostic.Location))
        .Select(diagnostic => diagnostic.ToString());

    public string Text => string.Join('\n', Files.Select(file => file.SourceText.ToString()));

    public static Generation Of(params string[] sources)
    {
        var driver = Consumer.CreateDriver().RunGeneratorsAndUpdateCompilation(Consumer.Create(sources), out var output, out _);
        return new Generation(output, driver.GetRunResult());
    }

    /// <summary>Runs the generators over sources that nothing is wrong with, and compiles them with what was generated.</summary>
    public static Generation OfValid(params string[] sources)
    {
        var generation = Of(sources);
        Assert.Empty(generation.Findings);
        Assert.Empty(generation.CompilerMessages);
        return generation;
    }

    /// <summary>What the analyzers report of the sources with the generated files.</summary>
    public Task<ImmutableArray<Diagnostic>> AnalyzeAsync() =>
        _output.WithAnalyzers([new UsageAnalyzer(), new SerializerAnalyzer(), new GeneratedHandleAnalyzer()]).GetAnalyzerDiagnosticsAsync();

    /// <summary>The method that the compiler chose for the last call in the sources.</summary>
    public string ChosenOverload()
    {
        var tree = _output.SyntaxTrees.Last(tree => Files.All(file => file.SyntaxTree != tree));
        var call = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Last();
        var method = (IMethodSymbol)_output.GetSemanticModel(tree).GetSymbolInfo(call).Symbol!;
        var parameters = method.Parameters.Select(parameter => (parameter.IsParams ? "params " : "") + parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        return string.Join(", ", parameters);
    }

    private bool IsGenerated(Location location) => Files.Any(file => file.SyntaxTree == location.SourceTree);
}
