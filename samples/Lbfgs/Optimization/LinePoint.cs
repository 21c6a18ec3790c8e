namespace Lbfgs.Optimization;

/// <summary>A point on the line of a search.</summary>
/// <param name="Step">How far from its start, in lengths of the direction.</param>
/// <param name="Point">The point.</param>
/// <param name="Value">The function there.</param>
/// <param name="Slope">Its derivative along the line.</param>
internal sealed record LinePoint(double Step, NDArray<double> Point, Evaluation Value, double Slope)
{
    public double Loss => Value.Loss;
}
