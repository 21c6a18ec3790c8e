using System.Globalization;
using EvolutionStrategies.CartPoles;
using EvolutionStrategies.Evolution;

namespace EvolutionStrategies.Cli;

/// <summary>What the options may be.</summary>
internal static class Limits
{
    // 4 GB.
    private const int MaxNoise = 1_000_000_000;
    private const int MaxActors = 1024;
    private const int MaxDirections = 100_000;
    private const int MaxGenerations = 10_000;

    /// <returns>What is wrong with the first option that makes no sense; null where all do.</returns>
    public static string? Violation(EvolutionOptions options) =>
        Outside("--noise", options.Noise, Policy.Parameters, MaxNoise)
        ?? Outside("--actors", options.Actors, 1, MaxActors)
        ?? Outside("--directions", options.Directions, 1, MaxDirections)
        ?? Outside("--generations", options.Generations, 1, MaxGenerations);

    private static string? Outside(string option, int value, int least, int most) => value >= least && value <= most
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{option} is {value}; give a number from {least} to {most}.");
}
