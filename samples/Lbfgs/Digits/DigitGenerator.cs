using Samples.Common;

namespace Lbfgs.Digits;

/// <summary>Draws images of digits. The same seed draws the same images, and each image depends on nothing but the seed and its number.</summary>
internal static class DigitGenerator
{
    private const double Noise = 0.5;

    /// <param name="seed">Which images.</param>
    /// <param name="first">The number of the first image.</param>
    /// <param name="count">How many images.</param>
    public static DigitSet Generate(int seed, int first, int count)
    {
        var images = new double[count * DigitSet.Pixels];
        var labels = new byte[count];
        Parallel.For(0, count, i =>
        {
            var random = new Random(Seeds.Of(seed, first + i));
            labels[i] = (byte)random.Next(DigitSet.Classes);
            Draw(labels[i], random, images.AsSpan(i * DigitSet.Pixels, DigitSet.Pixels));
        });
        return new DigitSet(NDArray.Create<double>(images, count, DigitSet.Pixels), NDArray.Create<byte>(labels));
    }

    private static void Draw(int digit, Random random, Span<double> image)
    {
        var hand = Handwriting.Draw(random);
        for (var row = 0; row < DigitSet.Side; row++)
        {
            for (var column = 0; column < DigitSet.Side; column++)
            {
                var (x, y) = hand.ToGlyph(column, row);
                var noise = Noise * (random.NextDouble() - 0.5);
                image[(row * DigitSet.Side) + column] = Math.Clamp(Glyphs.InkAt(digit, x, y) + noise, 0, 1);
            }
        }
    }
}
