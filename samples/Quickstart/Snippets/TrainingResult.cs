namespace Quickstart.Snippets;

/// <summary>What <see cref="Training"/> shows.</summary>
internal sealed record TrainingResult(int Version, double LossBefore, double LossAfter);
