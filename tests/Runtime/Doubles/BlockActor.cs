namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that streams blocks.</summary>
[RayActor]
internal sealed partial class BlockActor
{
    public IAsyncEnumerable<Block> Blocks(string gate, int end) => Flows.Blocks(gate, end);
}
