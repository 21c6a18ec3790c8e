namespace Microbenchmark.Cli;

/// <summary>Maps values, from the whole decade below the least to the one above the greatest, to pixels.</summary>
internal sealed class LogAxis(double least, double greatest, double first, double last)
{
    private readonly double _from = Math.Floor(Math.Log10(least) + 1e-9);
    private readonly double _to = Math.Max(Math.Floor(Math.Log10(least) + 1e-9) + 1, Math.Ceiling(Math.Log10(greatest) - 1e-9));

    public double At(double value) => first + ((Math.Log10(value) - _from) / (_to - _from) * (last - first));

    public IEnumerable<double> Decades()
    {
        for (var exponent = _from; exponent <= _to; exponent++)
        {
            yield return Math.Pow(10, exponent);
        }
    }
}
