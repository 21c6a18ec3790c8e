namespace Microbenchmark.Workloads;

/// <summary>An actor that calls others, or submits tasks.</summary>
[RayActor]
internal sealed partial class Client(Server.Handle[] servers)
{
    public async Task<int> SmallTasks(int count) => await Batch.SumAsync(count, static _ => Tiny.Remote.One());

    public async Task<int> SmallValues(int countEach) => await Batch.SumAsync(countEach * servers.Length, i => servers[i % servers.Length].SmallValue());

    public async Task<int> SmallValuesArg(int countEach)
    {
        var argument = Ray.Put(0);
        return await Batch.SumAsync(countEach * servers.Length, i => servers[i % servers.Length].SmallValueArg(argument));
    }
}
