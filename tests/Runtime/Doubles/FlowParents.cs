namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that have streams.</summary>
internal static partial class FlowParents
{
    [RayTask]
    public static async Task<int> HoldEndless(string gate, string departure, CancellationToken cancellationToken)
    {
        var stream = Flows.Remote.Endless(departure);
        await stream.NextAsync(cancellationToken);
        await stream.WaitsForReaderAsync();
        await Gate.Find(gate).PassAsync(cancellationToken);
        GC.KeepAlive(stream);
        return 1;
    }
}
