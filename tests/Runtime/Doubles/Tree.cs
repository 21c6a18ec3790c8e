using System.Collections.Immutable;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>A struct that holds more of its kind, none of which can change.</summary>
internal readonly record struct Tree(string Name, ImmutableList<Tree> Branches);
