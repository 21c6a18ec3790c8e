using System.Globalization;
using Lbfgs.Training;

namespace Lbfgs.Cli;

/// <summary>What the options may be.</summary>
internal static class Limits
{
    // As doubles, 1.6 GB.
    private const int MaxImages = 250_000;
    private const int MaxBatches = 1024;
    private const int MaxIterations = 10_000;

    /// <returns>What is wrong with the first option that makes no sense; null where all do.</returns>
    public static string? Violation(TrainingOptions options) =>
        Outside("--images", options.Images, MaxImages)
        ?? Outside("--batches", options.Batches, Math.Min(MaxBatches, options.Images))
        ?? Outside("--iterations", options.Iterations, MaxIterations);

    private static string? Outside(string option, int value, int most) => value >= 1 && value <= most
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{option} is {value}; give a number from 1 to {most}.");
}
