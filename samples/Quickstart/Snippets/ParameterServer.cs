namespace Quickstart.Snippets;

/// <summary>The weights of a model, and how often they were updated.</summary>
[RayActor]
internal sealed partial class ParameterServer(int size, double learningRate = 0.05)
{
    private NDArray<double> _weights = NDArray.Zeros<double>(size);
    private int _version;

    public NDArray<double> GetWeights() => _weights;

    public int GetVersion() => _version;

    public int Push(NDArray<double> gradient)
    {
        _weights = NDArray.Subtract(_weights, NDArray.Scale(gradient, learningRate));
        return ++_version;
    }
}
