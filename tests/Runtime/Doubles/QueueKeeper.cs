namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that keeps a queue.</summary>
[RayActor]
internal sealed partial class QueueKeeper(RayQueue<int> queue)
{
    public async Task<int> Next() => await queue.GetAsync();

    public async Task Add(int item) => await queue.PutAsync(item);

    public RayQueue<int> Queue() => queue;
}
