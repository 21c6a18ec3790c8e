namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that create actors.</summary>
internal static partial class Families
{
    [RayTask]
    public static async Task<int> AddInNewActor(int start, int value)
    {
        await using var counter = Counter.Remote.Create(start);
        return await counter.Increment(value);
    }

    [RayTask]
    public static List<ObjectRef<int>> CallInNewActor(int start) => [Counter.Remote.Create(start).Increment()];

    [RayTask]
    public static Counter.Handle NewActor(int start) => Counter.Remote.Create(start);

    [RayTask]
    public static async Task<int> IncrementHeld(Counter.Handle counter, int by) => await counter.Increment(by);

    [RayTask]
    public static async Task<int> IncrementAll(List<Counter.Handle> counters)
    {
        var sum = 0;
        foreach (var counter in counters)
        {
            sum += await counter.Increment();
        }

        return sum;
    }

    [RayTask]
    public static async Task<int> SayMany(Recorder.Handle recorder, int caller, int count)
    {
        var calls = Enumerable.Range(0, count).Select(i => recorder.Say(caller, i)).ToArray();
        return (await Ray.GetAsync(calls)).Length;
    }

    [RayTask]
    public static async Task<string> GetOrCreate(string name, int start)
    {
        await using var counter = Counter.Remote.Create(start, new ActorOptions { Name = name, GetIfExists = true });
        await counter.Increment();
        return "ok";
    }

    /// <summary>Creates an actor that needs the task's own CPU, and makes one call after the other as it has room.</summary>
    [RayTask]
    public static async Task<int> IncrementAsRoomAllows(int times)
    {
        await using var counter = Counter.Remote.Create(0, new ActorOptions { NumCpus = 1, MaxPendingCalls = 1 });
        var last = counter.Increment();
        for (var call = 1; call < times; call++)
        {
            await counter.WaitForCapacityAsync();
            last = counter.Increment();
        }

        return await last;
    }
}
