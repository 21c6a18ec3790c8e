namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks with several waits at once, or with waits that outlive them.</summary>
internal static partial class Branches
{
    [RayTask]
    public static async Task<int> IncrementAllAtOnce(int count)
    {
        var references = Enumerable.Range(0, count).Select(static i => Sums.Remote.Increment(i)).ToArray();
        return (await Task.WhenAll(references.Select(AwaitAsync))).Sum();
    }

    /// <summary>Ends while a branch of it awaits the object.</summary>
    [RayTask]
    public static int Forget(List<ObjectRef<int>> references, string resumed)
    {
        _ = AwaitThenReportAsync(references[0], resumed);
        return 1;
    }

    [RayTask]
    public static async Task<int> AddInNewActorWithCpu(int start, int value)
    {
        await using var counter = Counter.Remote.Create(start, new ActorOptions { NumCpus = 1 });
        return await counter.Increment(value);
    }

    /// <summary>Fails once, and leaves a branch behind that awaits the object when a gate has opened.</summary>
    [RayTask(MaxRetries = 1, RetryExceptions = true)]
    public static int ForgetAndFail(List<ObjectRef<int>> references, string attempt, string branch, string waiting, string resumed)
    {
        if (RayContext.Current.Attempt > 0)
        {
            return 2;
        }

        _ = PassThenReportAsync(branch, references[0], waiting, resumed);
        Gate.Find(attempt).Pass();
        throw new InvalidOperationException("again");
    }

    private static async Task PassThenReportAsync(string branch, ObjectRef<int> reference, string waiting, string resumed)
    {
        await Gate.Find(branch).PassAsync();
        var wait = AwaitThenReportAsync(reference, resumed);
        Parcel<int>.Deliver(waiting, 1);
        await wait;
    }

    private static async Task<int> AwaitAsync(ObjectRef<int> reference) => await reference;

    private static async Task AwaitThenReportAsync(ObjectRef<int> reference, string resumed)
    {
        var value = await reference;
        Parcel<int>.Deliver(resumed, value);
    }
}
