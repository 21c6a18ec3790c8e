namespace Lbfgs.Digits;

/// <summary>Images of digits, and what they show.</summary>
/// <param name="Images">A row of <see cref="Pixels"/> numbers from 0 to 1 for each image.</param>
/// <param name="Labels">The digit of each image.</param>
internal sealed record DigitSet(NDArray<double> Images, NDArray<byte> Labels)
{
    /// <summary>Different digits.</summary>
    public const int Classes = 10;

    /// <summary>The width and the height of an image.</summary>
    public const int Side = 28;

    /// <summary>Numbers in an image.</summary>
    public const int Pixels = Side * Side;

    public int Count => Labels.Length;

    /// <summary>The set in so many parts, as equal as can be, without a copy.</summary>
    public DigitSet[] Split(int parts)
    {
        var split = new DigitSet[parts];
        for (var part = 0; part < parts; part++)
        {
            var range = StartOf(part)..StartOf(part + 1);
            split[part] = new DigitSet(Images[range, ..], Labels[range]);
        }

        return split;

        int StartOf(int part) => (int)((long)Count * part / parts);
    }
}
