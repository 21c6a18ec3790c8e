namespace EvolutionStrategies.Evolution;

/// <summary>How large the noise is, and who explores with it.</summary>
internal sealed record EvolutionOptions
{
    /// <summary>Random numbers in the block that all share; 4 bytes each.</summary>
    public int Noise { get; init; } = 25_000_000;

    /// <summary>Actors that read it.</summary>
    public int Actors { get; init; } = 20;

    /// <summary>Directions that are tried in each generation, one rollout each way.</summary>
    public int Directions { get; init; } = 100;

    public int Generations { get; init; } = 20;

    /// <summary>The same seed gives the same result, with any number of actors.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How far a rollout goes along its direction.</summary>
    public float Reach { get; init; } = 0.1f;

    public float LearningRate { get; init; } = 0.2f;
}
