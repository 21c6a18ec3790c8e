using Lbfgs.Digits;
using Lbfgs.Optimization;

namespace Lbfgs.Training;

/// <summary>The loss, as the sum over actors that each hold a part of the images.</summary>
internal sealed class ActorObjective : IObjective, IAsyncDisposable
{
    private readonly DigitBatch.Handle[] _batches;
    private readonly MeanLoss _mean;

    /// <summary>Puts each part once. After this no image moves any more: only parameters go out, and losses and gradients come back.</summary>
    public ActorObjective(DigitSet digits, int batches)
    {
        _batches = [.. digits.Split(batches).Select(static part => DigitBatch.Remote.Create(Ray.Put(part.Images), Ray.Put(part.Labels)))];
        _mean = new MeanLoss(digits.Count);
    }

    public async ValueTask<Evaluation> EvaluateAsync(NDArray<double> point, CancellationToken cancellationToken)
    {
        // One object, which all actors read.
        var parameters = Ray.Put(point);
        var parts = _batches.Select(batch => batch.Evaluate(parameters)).ToList();
        return _mean.Of(point, await Ray.GetAsync(parts, cancellationToken: cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var batch in _batches)
        {
            await batch.DisposeAsync();
        }
    }
}
