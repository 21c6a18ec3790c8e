using System.Collections.Concurrent;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that wait for an object in each way, and take no token.</summary>
internal static partial class Lingers
{
    private static readonly ConcurrentDictionary<string, int> Counts = new();

    public static int Begun(string what) => Counts.GetValueOrDefault(what);

    public static ObjectRef<int> Submit(string how, List<ObjectRef<int>> references) => how switch
    {
        nameof(Get) => Remote.Get(references),
        nameof(GetAll) => Remote.GetAll(references),
        nameof(Await) => Remote.Await(references),
        nameof(AwaitAsTask) => Remote.AwaitAsTask(references),
        nameof(AwaitAll) => Remote.AwaitAll(references),
        nameof(AwaitWithLimit) => Remote.AwaitWithLimit(references),
        _ => Remote.WaitForOne(references),
    };

    [RayTask]
    public static int Get(List<ObjectRef<int>> references)
    {
        Begin(nameof(Get));
        return Ray.Get(references[0]);
    }

    [RayTask]
    public static int GetAll(List<ObjectRef<int>> references)
    {
        Begin(nameof(GetAll));
        return Ray.Get(references).Sum();
    }

    [RayTask]
    public static async Task<int> Await(List<ObjectRef<int>> references)
    {
        Begin(nameof(Await));
        return await references[0];
    }

    [RayTask]
    public static async Task<int> AwaitAsTask(List<ObjectRef<int>> references)
    {
        Begin(nameof(AwaitAsTask));
        return await Ray.GetAsync(references[0]).AsTask().ConfigureAwait(false);
    }

    [RayTask]
    public static async Task<int> AwaitAll(List<ObjectRef<int>> references)
    {
        Begin(nameof(AwaitAll));
        return (await Ray.GetAsync(references)).Sum();
    }

    [RayTask]
    public static async Task<int> AwaitWithLimit(List<ObjectRef<int>> references)
    {
        Begin(nameof(AwaitWithLimit));
        return await Ray.GetAsync(references[0], TimeSpan.FromHours(1));
    }

    [RayTask]
    public static async Task<int> WaitForOne(List<ObjectRef<int>> references)
    {
        Begin(nameof(WaitForOne));
        return (await Ray.WaitAsync(references)).Ready.Count;
    }

    /// <summary>Waits for the first, and where that is cancelled for the second, and counts each under the name.</summary>
    [RayTask]
    public static async Task<int> AwaitAndTidy(List<ObjectRef<int>> references, string name)
    {
        try
        {
            Begin(name);
            return await references[0];
        }
        catch (OperationCanceledException)
        {
            var rest = await references[1];
            Begin(name);
            return rest;
        }
    }

    [RayTask]
    public static int PassThenGet(string gate, List<ObjectRef<int>> references)
    {
        Gate.Find(gate).Pass();
        return Ray.Get(references[0]);
    }

    [RayTask]
    public static async Task<int> PassThenAwait(string gate, List<ObjectRef<int>> references)
    {
        await Gate.Find(gate).PassAsync();
        return await references[0];
    }

    [RayTask]
    public static int GetEach(List<ObjectRef<int>> references) => references.Sum(static reference => Ray.Get(reference));

    [RayTask]
    public static async Task<int> AwaitEach(List<ObjectRef<int>> references)
    {
        var sum = 0;
        foreach (var reference in references)
        {
            sum += await reference;
        }

        return sum;
    }

    private static void Begin(string what) => Counts.AddOrUpdate(what, 1, static (_, count) => count + 1);
}
