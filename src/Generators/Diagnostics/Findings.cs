using Microsoft.CodeAnalysis;
using Orleans.Ray.Generators.Models;

namespace Orleans.Ray.Generators.Diagnostics;

/// <summary>Collects what is wrong with one declaration.</summary>
internal sealed class Findings
{
    private readonly List<Finding> _findings = [];

    public void Add(DiagnosticDescriptor rule, Location location, params string[] arguments) =>
        _findings.Add(new Finding(rule, SourceSpan.From(location), arguments.ToEquatableArray()));

    public Parsed<T> With<T>(T? model)
        where T : class, IEquatable<T> => new(model, _findings.Distinct().ToEquatableArray());
}
