using System.Diagnostics;
using Lbfgs.Digits;
using Lbfgs.Learning;
using Lbfgs.Optimization;

namespace Lbfgs.Training;

/// <summary>Draws the digits, and learns to read them here or on actors. The optimizer is the same, and so is the result.</summary>
internal sealed class Trainer(TrainingOptions options)
{
    private readonly DigitSet _digits = DigitGenerator.Generate(options.Seed, 0, options.Images);
    private readonly DigitSet _heldOut = DigitGenerator.Generate(options.Seed, options.Images, options.HeldOut);

    public Task<TrainingResult> RunSeriallyAsync(Action<TrainingStep>? observe = null, CancellationToken cancellationToken = default) =>
        RunAsync(new SerialObjective(_digits, options.Batches), observe, cancellationToken);

    public async Task<TrainingResult> RunOnActorsAsync(Action<TrainingStep>? observe = null, CancellationToken cancellationToken = default)
    {
        await using var objective = new ActorObjective(_digits, options.Batches);
        var result = await RunAsync(objective, observe, cancellationToken);
        return result with { Store = (await Ray.State.SummarizeObjectStoresAsync(cancellationToken))[0] };
    }

    private async Task<TrainingResult> RunAsync(IObjective objective, Action<TrainingStep>? observe, CancellationToken cancellationToken)
    {
        var steps = new List<TrainingStep>();
        var started = Stopwatch.GetTimestamp();
        var minimizer = new Minimizer(new MinimizerOptions { Iterations = options.Iterations });
        var minimum = await minimizer.MinimizeAsync(objective, NDArray.Zeros<double>(Softmax.Parameters), Observe, cancellationToken);
        return new TrainingResult
        {
            Steps = steps,
            Parameters = minimum.Last.Point,
            Reason = minimum.Reason,
            Elapsed = Stopwatch.GetElapsedTime(started),
        };

        void Observe(Iteration at)
        {
            var step = new TrainingStep(at.Number, at.Value.Loss, at.GradientNorm, Softmax.Accuracy(at.Point, _heldOut), at.Evaluations);
            steps.Add(step);
            observe?.Invoke(step);
        }
    }
}
