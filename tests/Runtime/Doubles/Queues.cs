namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks at both ends of a queue.</summary>
internal static partial class Queues
{
    [RayTask]
    public static async Task Produce(RayQueue<int> queue, int first, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await queue.PutAsync(first + i);
        }
    }

    [RayTask]
    public static async Task<List<int>> Consume(RayQueue<int> queue, int count)
    {
        var items = new List<int>();
        for (var i = 0; i < count; i++)
        {
            items.Add(await queue.GetAsync());
        }

        return items;
    }

    /// <summary>Says at the gate that it runs, and waits.</summary>
    [RayTask(NumCpus = 0)]
    public static async Task<int> TakeOne(RayQueue<int> queue, string gate, CancellationToken cancellationToken)
    {
        await Gate.Find(gate).PassAsync(cancellationToken);
        return await queue.GetAsync(null, CancellationToken.None);
    }

    /// <summary>A queue inside of another value, which goes through it too.</summary>
    [RayTask]
    public static async Task PutIntoEach(Dictionary<string, RayQueue<int>> queues, int item)
    {
        foreach (var queue in queues.Values)
        {
            await queue.PutAsync(item);
        }
    }
}
