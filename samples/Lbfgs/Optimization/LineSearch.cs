namespace Lbfgs.Optimization;

/// <summary>
/// Finds a step that fulfils the strong Wolfe conditions: the function falls enough for the length of the step, and its slope has flattened enough (algorithms 3.5 and 3.6).
/// </summary>
internal sealed class LineSearch
{
    private const double Decrease = 1e-4;
    private const double Flattening = 0.9;
    private const double Growth = 2;
    private const int MaxEvaluations = 20;

    private readonly IObjective _objective;
    private readonly NDArray<double> _direction;
    private readonly LinePoint _start;

    public LineSearch(IObjective objective, NDArray<double> origin, Evaluation value, NDArray<double> direction)
    {
        (_objective, _direction) = (objective, direction);
        _start = new LinePoint(0, origin, value, NDArray.Dot(value.Gradient, direction));
    }

    public int Evaluations { get; private set; }

    /// <returns>Null where no step makes the function smaller.</returns>
    public async ValueTask<LinePoint?> FindAsync(double step, CancellationToken cancellationToken)
    {
        // Rounding can turn the direction near a minimum.
        if (!(_start.Slope < 0))
        {
            return null;
        }

        // Every point that becomes "last" falls enough and still goes down: a good one lies further out.
        var last = _start;
        while (Evaluations < MaxEvaluations)
        {
            var point = await EvaluateAsync(step, cancellationToken);
            if (!FallsEnough(point) || (last != _start && point.Loss >= last.Loss))
            {
                return await ZoomAsync(last, point, cancellationToken);
            }

            if (IsFlat(point))
            {
                return point;
            }

            if (point.Slope >= 0)
            {
                return await ZoomAsync(point, last, cancellationToken);
            }

            last = point;
            step *= Growth;
        }

        return BetterThanStart(last);
    }

    // Between the two lies a good step. The best one so far is low; seen from there, the function falls towards high.
    private async ValueTask<LinePoint?> ZoomAsync(LinePoint low, LinePoint high, CancellationToken cancellationToken)
    {
        while (Evaluations < MaxEvaluations)
        {
            var point = await EvaluateAsync(Interpolation.Between(low, high), cancellationToken);
            if (!FallsEnough(point) || point.Loss >= low.Loss)
            {
                high = point;
                continue;
            }

            if (IsFlat(point))
            {
                return point;
            }

            if (point.Slope * (high.Step - low.Step) >= 0)
            {
                high = low;
            }

            low = point;
        }

        return BetterThanStart(low);
    }

    // A loss that is not a number falls short, too.
    private bool FallsEnough(LinePoint point) => point.Loss <= _start.Loss + (Decrease * point.Step * _start.Slope);

    private bool IsFlat(LinePoint point) => Math.Abs(point.Slope) <= -Flattening * _start.Slope;

    private LinePoint? BetterThanStart(LinePoint point) => point.Loss < _start.Loss ? point : null;

    private async ValueTask<LinePoint> EvaluateAsync(double step, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Evaluations++;
        var point = _start.Point + (step * _direction);
        var value = await _objective.EvaluateAsync(point, cancellationToken);
        return new LinePoint(step, point, value, NDArray.Dot(value.Gradient, _direction));
    }
}
