namespace Lbfgs.Digits;

/// <summary>How one image differs from the others of its digit: turned, slanted, stretched and shifted.</summary>
internal readonly record struct Handwriting(double Turn, double Slant, double Size, double Right, double Down)
{
    public static Handwriting Draw(Random random) => new(
        Turn: Between(random, -0.25, 0.25),
        Slant: Between(random, -0.3, 0.3),
        Size: Between(random, 2.4, 3.6),
        Right: Between(random, -3, 3),
        Down: Between(random, -3, 3));

    /// <summary>Where in the glyph a pixel of the image lies.</summary>
    public (double X, double Y) ToGlyph(int column, int row)
    {
        const double Middle = (DigitSet.Side - 1) / 2.0;
        var (sin, cos) = Math.SinCos(Turn);
        var (x, y) = ((column - Middle - Right) / Size, (row - Middle - Down) / Size);
        (x, y) = ((cos * x) + (sin * y), (cos * y) - (sin * x));
        return (x + (Slant * y), y);
    }

    private static double Between(Random random, double low, double high) => low + ((high - low) * random.NextDouble());
}
