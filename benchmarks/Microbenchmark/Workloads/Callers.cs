namespace Microbenchmark.Workloads;

/// <summary>Tasks that call several actors in turn.</summary>
internal static partial class Callers
{
    [RayTask]
    public static async Task<int> Call(Server.Handle[] servers, int count) =>
        await Batch.SumAsync(count, i => servers[i % servers.Length].SmallValue());

    [RayTask]
    public static async Task<int> CallAsync(AsyncServer.Handle[] servers, int count) =>
        await Batch.SumAsync(count, i => servers[i % servers.Length].SmallValue());
}
