namespace Orleans.Runtime;

public interface ISingleRange : IRingRange
{
    uint Begin { get; }

    uint End { get; }
}
