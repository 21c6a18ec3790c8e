namespace Lbfgs.Training;

/// <summary>How good the parameters are after an iteration.</summary>
/// <param name="Iteration">Iterations so far.</param>
/// <param name="Loss">The mean loss of the images that are learned from, with the penalty.</param>
/// <param name="GradientNorm">The length of its gradient.</param>
/// <param name="Accuracy">The share of held-out images that are read right.</param>
/// <param name="Evaluations">Evaluations of the loss so far.</param>
internal sealed record TrainingStep(int Iteration, double Loss, double GradientNorm, double Accuracy, int Evaluations);
