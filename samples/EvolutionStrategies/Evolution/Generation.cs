namespace EvolutionStrategies.Evolution;

/// <summary>What came of a generation.</summary>
/// <param name="Number">Generations so far.</param>
/// <param name="Mean">Steps that the pole stayed up, as the mean of all rollouts.</param>
/// <param name="Best">The most steps of a rollout.</param>
/// <param name="Score">Steps that it stays up with the new parameters, as the mean of episodes of their own.</param>
internal sealed record Generation(int Number, double Mean, int Best, double Score);
