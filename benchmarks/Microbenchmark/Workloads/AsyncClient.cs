namespace Microbenchmark.Workloads;

/// <summary>An actor that calls actors with async methods.</summary>
[RayActor]
internal sealed partial class AsyncClient(AsyncServer.Handle[] servers)
{
    public async Task<int> SmallValues(int countEach) => await Batch.SumAsync(countEach * servers.Length, i => servers[i % servers.Length].SmallValue());
}
