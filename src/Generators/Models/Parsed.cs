using Orleans.Ray.Generators.Diagnostics;

namespace Orleans.Ray.Generators.Models;

/// <summary>What one attribute led to: a model to generate from, or findings that say why there is none, or both.</summary>
internal sealed record Parsed<T>(T? Model, EquatableArray<Finding> Findings)
    where T : class, IEquatable<T>;
