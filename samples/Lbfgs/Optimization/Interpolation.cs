namespace Lbfgs.Optimization;

internal static class Interpolation
{
    // Of the interval, at either end: closer, and it might hardly shrink.
    private const double Margin = 0.1;

    /// <summary>Where the cubic through two points, with their slopes, has its minimum; the middle, where it has none well within them.</summary>
    public static double Between(LinePoint one, LinePoint other)
    {
        var width = other.Step - one.Step;
        var first = one.Slope + other.Slope - (3 * (one.Loss - other.Loss) / (one.Step - other.Step));
        var second = Math.CopySign(Math.Sqrt((first * first) - (one.Slope * other.Slope)), width);
        var share = 1 - ((other.Slope + second - first) / (other.Slope - one.Slope + (2 * second)));
        return one.Step + (width * (share is > Margin and < 1 - Margin ? share : 0.5));
    }
}
