namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that reads a stream, one item a call.</summary>
[RayActor]
internal sealed partial class FlowReader(ObjectRefStream<int> items)
{
    public async Task<int> Next() => await items.NextAsync() is { } item ? await item : -1;
}
