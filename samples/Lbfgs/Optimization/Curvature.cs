namespace Lbfgs.Optimization;

/// <summary>What the last steps told of the curvature, and the direction that follows from it.</summary>
internal sealed class Curvature(int memory)
{
    private const double LeastCurvature = 1e-10;

    // Oldest first.
    private readonly List<Pair> _pairs = [];

    public bool IsEmpty => _pairs.Count == 0;

    /// <param name="step">From one point to the next.</param>
    /// <param name="change">By how much the gradient changed on the way.</param>
    public void Add(NDArray<double> step, NDArray<double> change)
    {
        // Along a step without positive curvature the matrix would not stay positive definite, and directions would lead upwards.
        var product = NDArray.Dot(step, change);
        if (product <= LeastCurvature * NDArray.Dot(change, change))
        {
            return;
        }

        if (_pairs.Count == memory)
        {
            _pairs.RemoveAt(0);
        }

        _pairs.Add(new Pair(step, change, product));
    }

    /// <summary>The direction of the next step: the two loops of algorithm 7.4.</summary>
    public NDArray<double> DirectionFor(NDArray<double> gradient)
    {
        var direction = gradient;
        var weights = new double[_pairs.Count];
        for (var i = _pairs.Count - 1; i >= 0; i--)
        {
            weights[i] = NDArray.Dot(_pairs[i].Step, direction) / _pairs[i].Product;
            direction -= weights[i] * _pairs[i].Change;
        }

        if (_pairs.Count > 0)
        {
            var latest = _pairs[^1];
            direction *= latest.Product / NDArray.Dot(latest.Change, latest.Change);
        }

        for (var i = 0; i < _pairs.Count; i++)
        {
            var weight = NDArray.Dot(_pairs[i].Change, direction) / _pairs[i].Product;
            direction += (weights[i] - weight) * _pairs[i].Step;
        }

        return -direction;
    }

    private sealed record Pair(NDArray<double> Step, NDArray<double> Change, double Product);
}
