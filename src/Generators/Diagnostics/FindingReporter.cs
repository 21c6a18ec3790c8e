using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Orleans.Ray.Generators.Diagnostics;

internal static class FindingReporter
{
    /// <summary>Reports each finding once: what is wrong with a type, each of its members finds.</summary>
    public static void Report(SourceProductionContext output, ImmutableArray<Finding> findings)
    {
        foreach (var finding in findings.Distinct())
        {
            output.ReportDiagnostic(finding.ToDiagnostic());
        }
    }
}
