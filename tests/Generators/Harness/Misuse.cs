using Microsoft.CodeAnalysis;

namespace Orleans.Ray.Generators.Tests.Harness;

internal static class Misuse
{
    /// <summary>Checks that the rule, and no other, is reported on each mark, and that what was generated all the same compiles.</summary>
    public static void Verify(string rule, string markedSource)
    {
        var source = new MarkedSource(markedSource);
        Assert.NotEmpty(source.Spans);
        var generation = Generation.Of(source.Text);
        var expected = source.Spans.Select(span => $"{rule} on '{source.Text.Substring(span.Start, span.Length)}' at {span.Start}");
        var actual = generation.Findings
            .OrderBy(finding => finding.Location.SourceSpan.Start)
            .Select(finding => $"{finding.Id} on '{Mark(finding, source.Text)}' at {finding.Location.SourceSpan.Start}");
        Assert.Equal(expected, actual);
        Assert.All(generation.Findings, finding => Assert.DoesNotContain("{", finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Assert.Empty(generation.MessagesInGeneratedFiles);
    }

    private static string Mark(Diagnostic finding, string text) => text.Substring(finding.Location.SourceSpan.Start, finding.Location.SourceSpan.Length);
}
