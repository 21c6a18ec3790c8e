namespace Orleans.Runtime;

internal sealed record SingleRange(uint Begin, uint End) : ISingleRange
{
    public static readonly SingleRange Full = new(0, 0);

    public bool InRange(uint value) => Begin < End ? value > Begin && value <= End : Begin == End || value > Begin || value <= End;

    public override string ToString() => $"({Begin:X8}, {End:X8}]";
}
