namespace Orleans.Runtime;

/// <summary>Several ranges, or none.</summary>
internal sealed class MultiRange(ISingleRange[] ranges) : IRingRange
{
    public ISingleRange[] Ranges => ranges;

    public bool InRange(uint value) => Array.Exists(ranges, range => range.InRange(value));

    public override string ToString() => $"[{string.Join(", ", (object[])ranges)}]";
}
