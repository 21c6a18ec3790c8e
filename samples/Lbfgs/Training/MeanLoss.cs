using Lbfgs.Optimization;

namespace Lbfgs.Training;

/// <summary>The function that is minimized, from its parts: the mean loss of all images, and a penalty on large parameters.</summary>
/// <param name="images">Images in all parts.</param>
internal sealed class MeanLoss(int images)
{
    // Keeps the minimum from lying at infinity where the images can be told apart without an error.
    private const double Penalty = 1e-4;

    /// <summary>Adds up the parts in their order, and not in that of their arrival: sums of floating-point numbers depend on the order, so only one order gives the same bits each time.</summary>
    public Evaluation Of(NDArray<double> parameters, IReadOnlyList<Evaluation> parts)
    {
        var loss = parts[0].Loss;
        var gradient = parts[0].Gradient;
        for (var i = 1; i < parts.Count; i++)
        {
            loss += parts[i].Loss;
            gradient += parts[i].Gradient;
        }

        return new Evaluation(
            (loss / images) + (Penalty / 2 * NDArray.Dot(parameters, parameters)),
            (gradient / images) + (Penalty * parameters));
    }
}
