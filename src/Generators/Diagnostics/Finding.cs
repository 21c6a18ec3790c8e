using Microsoft.CodeAnalysis;
using Orleans.Ray.Generators.Models;

namespace Orleans.Ray.Generators.Diagnostics;

/// <summary>A diagnostic to be.</summary>
internal sealed record Finding(DiagnosticDescriptor Rule, SourceSpan Location, EquatableArray<string> Arguments)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location.ToLocation(), [.. Arguments]);
}
