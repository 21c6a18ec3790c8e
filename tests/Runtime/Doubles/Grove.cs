using System.Collections.Immutable;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>A struct that holds more of its kind, and what can change.</summary>
internal readonly record struct Grove(List<int> Heights, ImmutableList<Grove> Groves);
