using Orleans.Ray.Tasks;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that live on while what they have submitted ends, and count what is still linked to them.</summary>
internal static partial class Links
{
    private static Submitter Scope => ExecutionScope.Current!.Submitter;

    /// <summary>Cancels its children about when they end; how many were cancelled, and how many are linked in the end.</summary>
    [RayTask]
    public static async Task<(int Cancelled, int Left)> RaceCancels(int rounds, bool takesToken)
    {
        var random = new Random(1);
        var cancelled = 0;
        for (var i = 0; i < rounds; i++)
        {
            var child = takesToken ? Remote.Spin(i) : Sums.Remote.Increment(i);
            Thread.SpinWait(random.Next(150));
            var isCancelled = await Ray.CancelAsync(child, force: i % 3 == 0);
            try
            {
                Assert.Equal(i + 1, await child);
                Assert.False(isCancelled);
            }
            catch (RayTaskCancelledException)
            {
                Assert.True(isCancelled);
                cancelled++;
            }
        }

        var scope = Scope;
        await WaitForCondition.HoldsAsync(() => scope.FamilyMembers == 0);
        return (cancelled, scope.FamilyMembers);
    }

    /// <summary>Has two children, of which the second runs when the first has ended, and lives until a gate opens.</summary>
    [RayTask(NumCpus = 0)]
    public static async Task HaveTwoChildren(string gate, string firstGate, string secondGate, string scope, string first, TimeSpan? timeout, DateTimeOffset? deadline)
    {
        var limited = Gated.Remote.Pass(firstGate, 1, new TaskOptions { Timeout = timeout, Deadline = deadline });
        _ = Gated.Remote.Pass(secondGate, 2);
        Parcel<Submitter>.Deliver(scope, Scope);
        Parcel<ObjectRef<int>>.Deliver(first, limited);
        await Gate.Find(gate).PassAsync();
    }

    [RayTask]
    public static int Spin(int value, CancellationToken cancellationToken)
    {
        Thread.SpinWait(50);
        GC.KeepAlive(cancellationToken);
        return value + 1;
    }

    [RayTask]
    public static async Task HaveRegisteringChild(string gate, string registered)
    {
        await Remote.Register(registered);
        await Gate.Find(gate).PassAsync();
    }

    /// <summary>Registers an object with its token, and leaves it there.</summary>
    [RayTask]
    public static void Register(string registered, CancellationToken cancellationToken)
    {
        var kept = new object();
        cancellationToken.Register(static kept => GC.KeepAlive(kept), kept);
        Parcel<WeakReference>.Deliver(registered, new WeakReference(kept));
    }

    [RayTask(NumCpus = 0)]
    public static async Task HaveGrandchild(string gate, string grandchildGate, string scope)
    {
        Parcel<Submitter>.Deliver(scope, Scope);
        await Remote.SubmitAndEnd(grandchildGate);
        await Gate.Find(gate).PassAsync();
    }

    [RayTask(NumCpus = 0)]
    public static void SubmitAndEnd(string gate) => Gated.Remote.PassUnlessCancelledAsync(gate);

    /// <summary>Its child fails once, after it has submitted one of its own that runs on, and cannot run again since another task has the CPU.</summary>
    [RayTask(NumCpus = 0)]
    public static async Task HaveRetriedChild(string gate, string childGate, string busyGate, string scope, string retried)
    {
        Parcel<Submitter>.Deliver(scope, Scope);
        var child = Remote.FailOnce(childGate, busyGate);
        Parcel<ObjectRef<int>>.Deliver(retried, child);
        await Gate.Find(gate).PassAsync();
    }

    [RayTask(MaxRetries = 1, RetryExceptions = true)]
    public static async Task<int> FailOnce(string childGate, string busyGate, CancellationToken cancellationToken)
    {
        _ = Gated.Remote.PassUnlessCancelledAsync(childGate, new TaskOptions { NumCpus = 0 });
        _ = Gated.Remote.Pass(busyGate, options: new TaskOptions { Priority = 1 });
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return RayContext.Current.Attempt == 0 ? throw new InvalidOperationException("again") : 1;
    }
}
