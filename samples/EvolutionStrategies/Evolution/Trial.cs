namespace EvolutionStrategies.Evolution;

/// <summary>A direction, and what came of it. The direction itself need not travel: everybody has the noise.</summary>
/// <param name="Offset">Where in the noise the direction starts.</param>
/// <param name="Forth">Steps that the pole stayed up with the parameters moved along it.</param>
/// <param name="Back">The same, moved the other way.</param>
[GenerateSerializer, Immutable]
internal readonly record struct Trial(int Offset, int Forth, int Back);
