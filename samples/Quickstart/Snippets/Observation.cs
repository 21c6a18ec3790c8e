namespace Quickstart.Snippets;

/// <summary>What a <see cref="Simulator"/> shows after a step. Own types travel between processes with [GenerateSerializer].</summary>
[GenerateSerializer]
internal readonly record struct Observation(int Position, int Reward, bool Done);
