namespace Lbfgs.Optimization;

/// <summary>A function at one point: its value, and its gradient, which is as long as the point.</summary>
[GenerateSerializer, Immutable]
internal sealed record Evaluation(double Loss, NDArray<double> Gradient);
