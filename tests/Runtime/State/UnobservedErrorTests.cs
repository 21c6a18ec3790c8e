using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Orleans.Ray.Tests.State;

/// <summary>An error that nobody gets is told once; one that somebody got, never.</summary>
public sealed class UnobservedErrorTests
{
    private readonly ConcurrentQueue<RayErrorInfo> _told = new();

    [Fact]
    public async Task B055_The_error_of_a_dropped_object_is_told_once()
    {
        await using var ray = await StartAsync();
        var task = await FailAndDropAsync("nobody looks");

        await WaitForCondition.HoldsAsync(IsToldAsync);
        Collect();

        var error = Assert.Single(_told);
        Assert.Equal((task, "Failures.ThrowFromVoid", "System.InvalidOperationException", "nobody looks"), (error.TaskId, error.TaskName, error.ErrorType, error.Message));
        Assert.Equal((RayContext.Current.JobId, RayContext.Current.NodeId), (error.JobId, error.NodeId));
    }

    [Fact]
    public async Task B055_An_error_that_was_got_in_whichever_way_is_not_told()
    {
        await using var ray = await StartAsync();
        await FailAndGetAsync("await", static async reference => await reference);
        await FailAndGetAsync("get", static reference => Ray.GetAsync(reference).AsTask());
        await FailAndGetAsync("list", static reference => Ray.GetAsync([reference]).AsTask());
        await FailAndGetAsync("block", static reference => Task.Run(() => Ray.Get(reference)));
        await FailAndGetAsync("untyped", static async reference => await (ObjectRef)reference);

        await AssertOnlyTheLastIsToldAsync();
    }

    [Fact]
    public async Task B055_Waiting_alone_gets_no_error()
    {
        await using var ray = await StartAsync();
        await FailAndDropAsync("only waited for");

        await WaitForCondition.HoldsAsync(IsToldAsync);
    }

    [Fact]
    public async Task B055_One_error_that_made_many_fail_is_told_once_and_not_if_any_of_them_was_got()
    {
        await using var ray = await StartAsync();
        await FailChainAsync("chain, got", get: true);
        await FailChainAsync("chain, dropped", get: false);

        await WaitForCondition.HoldsAsync(IsToldAsync);
        Collect();

        Assert.Equal("chain, dropped", Assert.Single(_told).Message);
    }

    [Fact]
    public async Task B055_Cancelled_work_is_not_told()
    {
        await using var ray = await StartAsync();
        await CancelAndDropAsync();

        await AssertOnlyTheLastIsToldAsync();
    }

    [Fact]
    public async Task B055_An_actor_call_that_fails_unseen_is_told_too()
    {
        await using var ray = await StartAsync();
        await using var counter = Counter.Remote.Create(0);
        await FailCallAndDropAsync(counter);

        await WaitForCondition.HoldsAsync(IsToldAsync);

        Assert.Equal((counter.Id, "Counter.Fail"), (Assert.Single(_told).ActorId!.Value, _told.First().TaskName));
    }

    [Fact]
    public async Task B055_A_handler_that_throws_does_no_harm()
    {
        var calls = 0;
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 1;
            o.ConfigureLogging = static _ => { };
            o.OnUnobservedError = _ =>
            {
                Interlocked.Increment(ref calls);
                throw new InvalidOperationException("from the handler");
            };
        });
        await FailAndDropAsync("first");
        await FailAndDropAsync("second");

        await WaitForCondition.HoldsAsync(() =>
        {
            Collect();
            return Volatile.Read(ref calls) == 2;
        });
        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());
    }

    [Fact]
    public async Task Errors_are_listed_by_job_oldest_first_and_only_where_they_began()
    {
        await using var ray = await StartAsync();
        foreach (var message in (string[])["one", "two"])
        {
            var failed = Failures.Remote.ThrowFromVoid(message);
            await Assert.ThrowsAsync<InvalidOperationException>(() => failed.Soon());
        }

        var dependent = Sums.Remote.Increment(Failures.Remote.DivideBy(0));
        await Assert.ThrowsAsync<DivideByZeroException>(() => dependent.Soon());
        await Contexts.Remote.FailBelowAttempt(1).Soon();

        var errors = await Ray.State.GetErrorsAsync();

        Assert.Equal(["one", "two"], errors.Take(2).Select(error => error.Message));
        Assert.Equal("Failures.DivideBy", Assert.Single(errors.Skip(2)).TaskName);
        Assert.Equal(errors, await Ray.State.GetErrorsAsync(allJobs: true));
    }

    [Fact]
    public async Task The_errors_of_another_job_are_listed_only_on_request()
    {
        await using var ray = await StartAsync();
        var failed = Failures.Remote.ThrowFromVoid("mine");
        await Assert.ThrowsAsync<InvalidOperationException>(() => failed.Soon());

        var other = await Inspectors.Remote.OwnStates().Soon();

        Assert.Single(other);
        Assert.All(await Ray.State.GetErrorsAsync(), error => Assert.Equal(RayContext.Current.JobId, error.JobId));
    }

    [Fact]
    public async Task The_table_of_errors_keeps_the_last_ones()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.MaxErrors) = (1, 3));
        for (var i = 0; i < 10; i++)
        {
            var failed = Failures.Remote.ThrowFromVoid($"error {i}");
            await Assert.ThrowsAsync<InvalidOperationException>(() => failed.Soon());
        }

        Assert.Equal(["error 7", "error 8", "error 9"], (await Ray.State.GetErrorsAsync()).Select(error => error.Message));
    }

    private Task<IRay> StartAsync() => Ray.InitAsync(o => (o.NumCpus, o.OnUnobservedError) = (1, _told.Enqueue));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<TaskId> FailAndDropAsync(string message)
    {
        var reference = Failures.Remote.ThrowFromVoid(message);
        await Ray.WaitAsync([reference]);
        return reference.Id.Task;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task FailAndGetAsync(string message, Func<ObjectRef<Unit>, Task> get)
    {
        var reference = Failures.Remote.ThrowFromVoid(message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => get(reference));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task FailChainAsync(string message, bool get)
    {
        using var gate = new Gate();
        var first = Gated.Remote.FailLater(gate.Id, message);
        var second = Sums.Remote.Increment(first);
        var third = Sums.Remote.Increment(second);
        var fourth = Sums.Remote.Increment(second);
        gate.Open();
        await Ray.WaitAsync([first, second, third, fourth], 4);
        if (get)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => third.Soon());
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task CancelAndDropAsync()
    {
        using var gate = new Gate();
        var running = Gated.Remote.PassUnlessCancelled(gate.Id);
        await gate.ArrivalsAsync(1);
        var queued = Sums.Remote.Add(1, 2);
        await Ray.CancelAsync(queued);
        await Ray.CancelAsync(running);
        await Ray.WaitAsync([running, queued], 2);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task FailCallAndDropAsync(Counter.Handle counter) => await Ray.WaitAsync([counter.Fail("unseen")]);

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private Task<bool> IsToldAsync()
    {
        Collect();
        return Task.FromResult(!_told.IsEmpty);
    }

    /// <summary>Finalizers run in no order, but what is dropped last is found last by later collections.</summary>
    private async Task AssertOnlyTheLastIsToldAsync()
    {
        Collect();
        await FailAndDropAsync("the last");
        await WaitForCondition.HoldsAsync(IsToldAsync);
        Collect();
        Assert.Equal("the last", Assert.Single(_told).Message);
    }
}
