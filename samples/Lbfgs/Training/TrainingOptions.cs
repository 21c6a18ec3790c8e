namespace Lbfgs.Training;

/// <summary>What is learned, and how it is split up.</summary>
internal sealed record TrainingOptions
{
    /// <summary>Images to learn from.</summary>
    public int Images { get; init; } = 10_000;

    /// <summary>Parts of the images, and actors that hold one each.</summary>
    public int Batches { get; init; } = 10;

    /// <summary>Iterations of the optimizer, at most.</summary>
    public int Iterations { get; init; } = 30;

    /// <summary>The same seed gives the same images.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Images that are not learned from, for the accuracy.</summary>
    public int HeldOut => Math.Max(100, Images / 5);
}
