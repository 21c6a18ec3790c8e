using System.Runtime.CompilerServices;

namespace Orleans.Ray.Tests.Objects;

/// <summary>No reference, no memory: the garbage collector is the reference counter of what stays in its process.</summary>
public sealed class MemoryTests
{
    [Fact]
    public async Task An_object_that_was_put_goes_with_its_last_reference()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var (value, reference) = PutFrozen();
        Collect();
        Assert.True(value.IsAlive);
        GC.KeepAlive(reference);

        await IsCollectedAsync(PutFrozen().Value);
    }

    [Fact]
    public async Task A_result_keeps_no_argument_of_its_task()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var (value, result) = MeasureFrozen();
        Assert.Equal(4, await result.Soon());

        await IsCollectedAsync(value);
        GC.KeepAlive(result);
    }

    [Fact]
    public async Task A_failed_task_keeps_no_argument()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var (value, result) = FailWithFrozen();
        await Assert.ThrowsAsync<InvalidOperationException>(() => result.Soon());

        await IsCollectedAsync(value);
        GC.KeepAlive(result);
    }

    [Fact]
    public async Task A_cancelled_task_keeps_no_argument()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var (value, result) = HoldFrozen(gate);
        await Ray.CancelAsync(result);
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => result.Soon());

        await IsCollectedAsync(value);
        GC.KeepAlive(result);
    }

    [Fact]
    public async Task Tasks_and_calls_that_were_listed_while_they_waited_are_let_go_when_they_have_run()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var actor = GatedActor.Remote.Create(new ActorOptions { NumCpus = 0 });
        using var gate = new Gate();
        var running = Gated.Remote.Pass(gate.Id);
        var called = actor.Pass(gate.Id);
        await gate.ArrivalsAsync(2);
        var waited = await ListWaitingAsync(actor, gate);

        await running.Soon();
        await called.Soon();

        await WaitForCondition.HoldsAsync(() =>
        {
            Collect();
            return !Array.Exists(waited, static weak => weak.IsAlive);
        });
    }

    [Fact]
    public async Task An_object_that_does_not_come_keeps_nothing_of_the_tasks_that_were_cancelled_while_they_waited_for_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var never = Gated.Remote.Later(gate.Id);
        var tasks = await CancelDependentsAsync(never);

        await WaitForCondition.HoldsAsync(() =>
        {
            Collect();
            return Array.TrueForAll(tasks, static task => !task.IsAlive);
        });
        Assert.False(never.IsReady);
    }

    [Fact]
    public async Task A_pending_task_keeps_its_arguments()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var (value, result) = HoldFrozen(gate);

        Collect();
        Assert.True(value.IsAlive);
        gate.Open();

        Assert.Equal(4, await result.Soon());
    }

    [Fact]
    public async Task The_result_of_a_call_does_not_keep_the_actor()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var departure = new Departure();
        var result = Guest.Remote.Create(departure.Id).Ping();
        Assert.Equal(1, await result.Soon());

        await WaitForCondition.HoldsAsync(() =>
        {
            Collect();
            return departure.Disposed.IsCompleted;
        });
        Assert.Equal(1, await result);
    }

    [Fact]
    public async Task A_long_Get_leaves_no_old_array_that_keeps_young_objects()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        // Its clock stands: who looks from time to time at what waits would leave the queue with what it has given out.
        await using var node = new NodeWithClock(1);
        using var gate = new Gate();

        // So long an array begins in the oldest generation, which a collection of the young ones takes for alive.
        var references = new ObjectRef<int>[20_000];
        var objects = SubmitInto(references, gate);
        var all = Ray.GetAsync(references).AsTask();
        gate.Open();
        await all.Soon();
        Array.Clear(references);

        // Those that other collections have made old meanwhile are out of it; and threads that ran the last ones may not have left them at the first look.
        var young = Array.FindAll(objects, static weak => weak.Target is { } alive && GC.GetGeneration(alive) < GC.MaxGeneration);
        GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        Assert.InRange(young.Count(static weak => weak.IsAlive), 0, 100);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference[]> CancelDependentsAsync(ObjectRef<int> never)
    {
        ObjectRef<int>[] tasks = [Sums.Remote.Increment(never), Sums.Remote.Add(never, never), Sums.Remote.Add(1, never)];
        foreach (var task in tasks)
        {
            Assert.True(await Ray.CancelAsync(task));
        }

        return [.. tasks.Select(static task => new WeakReference(task.State))];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] SubmitInto(ObjectRef<int>[] references, Gate gate)
    {
        _ = Gated.Remote.Later(gate.Id);
        for (var i = 0; i < references.Length; i++)
        {
            references[i] = Freezers.Remote.LengthAfter(new Frozen("cold"), 1);
        }

        return [.. references.Select(static reference => new WeakReference(reference.State))];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Value, ObjectRef<Frozen> Reference) PutFrozen()
    {
        var frozen = new Frozen("cold");
        return (new WeakReference(frozen), Ray.Put(frozen));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Value, ObjectRef<int> Result) MeasureFrozen()
    {
        var frozen = new Frozen("cold");
        return (new WeakReference(frozen), Freezers.Remote.LengthOf(Ray.Put(frozen), frozen));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Value, ObjectRef<int> Result) FailWithFrozen()
    {
        var frozen = new Frozen("cold");
        return (new WeakReference(frozen), Freezers.Remote.Fail(frozen));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Value, ObjectRef<int> Result) HoldFrozen(Gate gate)
    {
        var frozen = new Frozen("cold");
        return (new WeakReference(frozen), Freezers.Remote.LengthAfter(Ray.Put(frozen), Gated.Remote.Later(gate.Id)));
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference[]> ListWaitingAsync(GatedActor.Handle actor, Gate gate)
    {
        var waiting = Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? Sums.Remote.Add(1, 2) : actor.See(3)).ToArray();
        Assert.Equal(10, (await Ray.State.ListTasksAsync()).Count(static task => task.State is TaskState.PendingNodeAssignment or TaskState.PendingActorTaskOrderingOrConcurrency));
        gate.Open();
        Assert.All(await waiting.Soon(), static value => Assert.Equal(3, value));
        return [.. waiting.Select(static reference => new WeakReference(reference.State))];
    }

    private static Task IsCollectedAsync(WeakReference value) => WaitForCondition.HoldsAsync(() =>
    {
        Collect();
        return !value.IsAlive;
    });
}
