using Lbfgs.Digits;
using Lbfgs.Learning;
using Lbfgs.Optimization;

namespace Lbfgs.Training;

/// <summary>Holds a part of the images, where they lie in the object store, and evaluates the loss of that part.</summary>
[RayActor]
internal sealed partial class DigitBatch(NDArray<double> images, NDArray<byte> labels) : IDisposable
{
    private readonly DigitSet _digits = new(images, labels);

    public Evaluation Evaluate(NDArray<double> parameters) => Softmax.Evaluate(parameters, _digits);

    // The memory is free as soon as the actor ends, rather than when the collector comes by.
    public void Dispose()
    {
        _digits.Images.Dispose();
        _digits.Labels.Dispose();
    }
}
