namespace Orleans.Ray.Tests.Errors;

public sealed class TaskErrorTests
{
    [Fact]
    public async Task The_exception_keeps_its_type_however_it_is_got()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        foreach (var failed in new[] { Failures.Remote.DivideBy(0), Failures.Remote.DivideByAsync(0) })
        {
            await Assert.ThrowsAsync<DivideByZeroException>(async () => await failed);
            await Assert.ThrowsAsync<DivideByZeroException>(async () => await Ray.GetAsync(failed, Patience.Limit));
            await Assert.ThrowsAsync<DivideByZeroException>(async () => await Ray.GetAsync([Ray.Put(1), failed], Patience.Limit));
            Assert.Throws<DivideByZeroException>(() => Ray.Get(failed));
            Assert.Throws<DivideByZeroException>(() => Ray.Get([Ray.Put(1), failed]));
        }
    }

    [Fact]
    public async Task B045_Every_get_of_a_failed_object_throws()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var failed = Failures.Remote.DivideBy(0);

        for (var i = 0; i < 5; i++)
        {
            var thrown = await Assert.ThrowsAsync<DivideByZeroException>(async () => await failed);
            Assert.Equal("Failures.DivideBy", thrown.RayFailure()?.TaskName);
        }
    }

    [Fact]
    public async Task B046_An_error_of_a_nested_task_reaches_the_driver_with_its_cause()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        foreach (var (reference, inner, outer) in new[]
        {
            (Failures.Remote.DivideInside(0), "Failures.DivideBy", "Failures.DivideInside"),
            (Failures.Remote.DivideInsideAsync(0), "Failures.DivideByAsync", "Failures.DivideInsideAsync"),
        })
        {
            var thrown = await Assert.ThrowsAsync<DivideByZeroException>(() => reference.Soon());

            var failure = thrown.RayFailure();
            Assert.NotNull(failure);
            Assert.Equal(inner, failure.TaskName);
            Assert.Equal([inner, outer], failure.Chain);
        }
    }

    [Fact]
    public async Task B047_A_task_whose_argument_failed_never_runs_and_throws_the_first_error()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var runs = ExecutionCounter.Remote.Create();
        var failed = Failures.Remote.DivideBy(0);
        var dependent = Counted.Remote.Run(runs, failed);
        var last = Sums.Remote.Increment(dependent);

        var thrown = await Assert.ThrowsAsync<DivideByZeroException>(() => last.Soon());
        var first = await Assert.ThrowsAsync<DivideByZeroException>(() => failed.Soon());

        Assert.Equal(["Failures.DivideBy", "Counted.Run", "Sums.Increment"], thrown.RayFailure()?.Chain);
        Assert.Equal(["Failures.DivideBy"], first.RayFailure()?.Chain);
        Assert.Equal(0, await runs.Runs());
    }

    [Fact]
    public async Task B047_The_same_when_the_argument_fails_later_and_for_actor_calls()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var failing = Gated.Remote.FailLater(gate.Id, "late");
        var counter = Counter.Remote.Create(0);
        var call = counter.Increment(failing);
        var after = counter.Increment(1);
        var born = Counter.Remote.Create(failing).Increment();

        gate.Open();

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => call.Soon());
        Assert.Equal("late", thrown.Message);
        Assert.Equal(["Gated.FailLater", "Counter.Increment"], thrown.RayFailure()?.Chain);
        Assert.Equal(1, await after.Soon());
        var unborn = await Assert.ThrowsAnyAsync<Exception>(() => born.Soon());
        Assert.Contains("late", unborn.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_failure_tells_task_node_attempt_and_stack()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var thrown = await Assert.ThrowsAsync<DivideByZeroException>(() => Failures.Remote.DivideBy(0, new TaskOptions { Name = "by zero" }).Soon());

        var failure = thrown.RayFailure();

        Assert.NotNull(failure);
        Assert.Equal("by zero", failure.TaskName);
        Assert.NotEqual(default, failure.TaskId);
        Assert.Equal(ray.Nodes()[0].Id, failure.NodeId);
        Assert.Equal(0, failure.Attempt);
        Assert.Null(failure.ActorId);
        Assert.Equal(["by zero"], failure.Chain);
        Assert.Contains(nameof(Failures.DivideBy), failure.RemoteStack, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_task_has_a_failure_of_its_own()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var one = await Assert.ThrowsAsync<DivideByZeroException>(() => Failures.Remote.DivideBy(0).Soon());
        var two = await Assert.ThrowsAsync<DivideByZeroException>(() => Failures.Remote.DivideBy(0).Soon());

        Assert.NotEqual(one.RayFailure()?.TaskId, two.RayFailure()?.TaskId);
    }

    [Fact]
    public async Task A_dependents_failure_does_not_overwrite_what_was_got_from_the_first()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var failed = Failures.Remote.DivideBy(0);
        var left = Sums.Remote.Increment(failed);
        var right = Sums.Remote.IncrementAsync(failed);

        Assert.Equal(["Failures.DivideBy", "Sums.Increment"], (await ThrownAsync(left)).RayFailure()?.Chain);
        Assert.Equal(["Failures.DivideBy", "Sums.IncrementAsync"], (await ThrownAsync(right)).RayFailure()?.Chain);
        Assert.Equal(["Failures.DivideBy"], (await ThrownAsync(failed)).RayFailure()?.Chain);
    }

    [Fact]
    public async Task Other_exceptions_have_no_failure()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Null(new InvalidOperationException("mine").RayFailure());
        Assert.Throws<ArgumentNullException>(() => ((Exception)null!).RayFailure());
    }

    [Fact]
    public async Task A_users_serializable_exception_arrives_whole()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var thrown = await Assert.ThrowsAsync<DescribedException>(() => Failures.Remote.ThrowDescribed(7).Soon());

        Assert.Equal("described", thrown.Message);
        Assert.Equal(7, thrown.Code);
        Assert.Equal("Failures.ThrowDescribed", thrown.RayFailure()?.TaskName);
    }

    [Fact]
    public async Task B054_An_exception_that_nothing_can_serialize_still_fails_the_task_and_the_node_lives()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var thrown = await Assert.ThrowsAsync<OpaqueException>(() => Failures.Remote.ThrowOpaque("opaque").Soon());

        Assert.Equal("opaque", thrown.Message);
        Assert.NotNull(thrown.RayFailure());
        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());
    }

    [Fact]
    public async Task A_task_that_returns_nothing_can_fail()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal("void", (await Assert.ThrowsAsync<InvalidOperationException>(() => Failures.Remote.ThrowFromVoid("void").Soon())).Message);
    }

    [Fact]
    public async Task O4_A_list_with_a_failed_object_throws_without_waiting_for_the_others()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var slow = Gated.Remote.Later(gate.Id);
        var failed = Failures.Remote.DivideBy(0);

        await Assert.ThrowsAsync<DivideByZeroException>(() => new[] { slow, failed }.Soon());
        Assert.Throws<DivideByZeroException>(() => Ray.Get([slow, failed], Patience.Limit));
        Assert.False(slow.IsReady);
    }

    [Fact]
    public async Task The_stack_shows_where_it_was_thrown_and_does_not_grow_with_each_get()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var failed = Failures.Remote.DivideBy(0);
        var lengths = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            var thrown = await Assert.ThrowsAsync<DivideByZeroException>(async () => await failed);
            Assert.Contains(nameof(Failures.DivideBy), thrown.StackTrace, StringComparison.Ordinal);
            lengths.Add(thrown.StackTrace!.Length);
        }

        Assert.Equal(lengths[1], lengths[4]);
    }

    [Fact]
    public async Task An_error_travels_down_a_long_chain_of_dependents()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var last = Gated.Remote.FailLater(gate.Id, "first");
        for (var i = 0; i < 5000; i++)
        {
            last = Sums.Remote.Increment(last);
        }

        gate.Open();

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => last.Soon());
        Assert.Equal("first", thrown.Message);
        Assert.Equal("Gated.FailLater", thrown.RayFailure()?.Chain[0]);
        Assert.Equal("Sums.Increment", thrown.RayFailure()?.Chain[^1]);
    }

    [Fact]
    public async Task An_error_has_many_dependents_that_are_got_at_once()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var failing = Gated.Remote.FailLater(gate.Id, "first");
        var dependents = Enumerable.Range(0, 200).Select(i => Sums.Remote.Add(failing, i, new TaskOptions { Name = $"dependent {i}" })).ToArray();
        var gets = dependents.Select((dependent, i) => Task.Run(async () =>
        {
            var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => dependent.Soon());
            Assert.Equal(["Gated.FailLater", $"dependent {i}"], thrown.RayFailure()?.Chain);
        })).ToArray();

        gate.Open();

        await Task.WhenAll(gets).Soon();
    }

    private static Task<DivideByZeroException> ThrownAsync(ObjectRef<int> reference) => Assert.ThrowsAsync<DivideByZeroException>(() => reference.Soon());
}
