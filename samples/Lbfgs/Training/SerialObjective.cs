using Lbfgs.Digits;
using Lbfgs.Learning;
using Lbfgs.Optimization;

namespace Lbfgs.Training;

/// <summary>The same loss on the thread that asks for it, one part after the other.</summary>
internal sealed class SerialObjective(DigitSet digits, int batches) : IObjective
{
    private readonly DigitSet[] _parts = digits.Split(batches);
    private readonly MeanLoss _mean = new(digits.Count);

    public ValueTask<Evaluation> EvaluateAsync(NDArray<double> point, CancellationToken cancellationToken)
    {
        var parts = new List<Evaluation>(_parts.Length);
        foreach (var part in _parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            parts.Add(Softmax.Evaluate(point, part));
        }

        return ValueTask.FromResult(_mean.Of(point, parts));
    }
}
