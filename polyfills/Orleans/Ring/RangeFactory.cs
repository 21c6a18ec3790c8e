namespace Orleans.Runtime;

public static class RangeFactory
{
    public const long RING_SIZE = 1L << 32;

    public static IRingRange CreateFullRange() => SingleRange.Full;

    /// <summary>Without its beginning, with its end; from there round to itself, everything.</summary>
    public static IRingRange CreateRange(uint begin, uint end) => new SingleRange(begin, end);

    public static IRingRange CreateRange(List<IRingRange> inRanges)
    {
        ArgumentNullException.ThrowIfNull(inRanges);
        ISingleRange[] ranges = [.. inRanges.SelectMany(GetSubRanges)];
        return ranges.Length == 1 ? ranges[0] : new MultiRange(ranges);
    }

    public static IEnumerable<ISingleRange> GetSubRanges(IRingRange range) => range switch
    {
        ISingleRange single => [single],
        MultiRange several => several.Ranges,
        _ => throw new ArgumentException($"{range} was not made by {nameof(RangeFactory)}.", nameof(range)),
    };
}
