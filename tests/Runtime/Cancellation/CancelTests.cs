namespace Orleans.Ray.Tests.Cancellation;

public sealed class CancelTests
{
    [Fact]
    public async Task B145_Cancelling_the_head_of_a_chain_cancels_all_of_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var chain = Chain(gate, out _);

        Assert.True(await Ray.CancelAsync(chain[0]));

        foreach (var link in chain)
        {
            await AssertCancelledAsync(link);
        }
    }

    [Fact]
    public async Task B145_Cancelling_the_third_leaves_the_first_two_alone()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var chain = Chain(gate, out var runs);

        Assert.True(await Ray.CancelAsync(chain[2]));
        await AssertCancelledAsync(chain[2]);
        await AssertCancelledAsync(chain[3]);
        gate.Open();

        Assert.Equal(5, await chain[0].Soon());
        Assert.Equal(5, await chain[1].Soon());
        Assert.Equal(2, await runs.Runs().Soon());
    }

    [Fact]
    public async Task B146_Cancelling_the_head_fails_its_three_dependents()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var head = Sums.Remote.Increment(Gated.Remote.Later(gate.Id, 1));
        var dependents = Enumerable.Range(0, 3).Select(i => Sums.Remote.Add(head, i)).ToArray();

        Assert.True(await Ray.CancelAsync(head));

        foreach (var dependent in dependents)
        {
            await AssertCancelledAsync(dependent);
        }
    }

    [Fact]
    public async Task B146_Cancelling_the_dependents_lets_the_head_finish()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var head = Sums.Remote.Increment(Gated.Remote.Later(gate.Id, 1));
        var dependents = Enumerable.Range(0, 3).Select(i => Sums.Remote.Add(head, i)).ToArray();

        foreach (var dependent in dependents)
        {
            Assert.True(await Ray.CancelAsync(dependent));
            await AssertCancelledAsync(dependent);
        }

        gate.Open();
        Assert.Equal(2, await head.Soon());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B147_Cancelling_what_runs_and_what_waits_frees_the_cpu(bool asynchronous)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var running = asynchronous ? Gated.Remote.PassUnlessCancelledAsync(gate.Id) : Gated.Remote.PassUnlessCancelled(gate.Id);
        await gate.ArrivalsAsync(1);
        var queued = Gated.Remote.Pass(gate.Id);
        var independent = Sums.Remote.Add(1, 2);

        Assert.True(await Ray.CancelAsync(queued));
        Assert.True(await ray.CancelAsync(running));

        Assert.Equal(3, await independent.Soon());
        await AssertCancelledAsync(queued);
        await AssertCancelledAsync(running);
        Assert.Equal(1, gate.Arrived);
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task Running_work_without_a_token_is_given_up_and_keeps_its_cpu_until_it_ends()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var running = Gated.Remote.Pass(gate.Id, 7);
        await gate.ArrivalsAsync(1);

        Assert.True(await Ray.CancelAsync(running));
        Assert.False(ray.AvailableResources().ContainsKey("CPU"));
        gate.Open();

        await AssertCancelledAsync(running);
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
    }

    [Fact]
    public async Task Forced_the_object_fails_at_once_and_the_cpu_stays_taken_until_the_code_ends()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var running = Gated.Remote.Pass(gate.Id, 7);
        await gate.ArrivalsAsync(1);
        var dependent = Sums.Remote.Increment(running);

        Assert.True(await Ray.CancelAsync(running, force: true));

        await AssertCancelledAsync(running);
        await AssertCancelledAsync(dependent);
        Assert.False(ray.AvailableResources().ContainsKey("CPU"));
        Assert.False(await Ray.CancelAsync(running, force: true));
        gate.Open();
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
    }

    [Fact]
    public async Task B150_A_hundred_sleepers_are_each_cancelled_or_done()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var random = new Random(150);
        var sleepers = Enumerable.Range(0, 100).Select(i => Gated.Remote.PassUnlessCancelled(gate.Id)).ToArray();
        var cancelled = sleepers.Where(_ => random.Next(2) == 0).ToHashSet();
        var cancels = cancelled.Select(sleeper => Task.Run(async () => await Ray.CancelAsync(sleeper))).ToArray();
        gate.Open();
        var answers = await Task.WhenAll(cancels).Soon();

        var ended = 0;
        foreach (var sleeper in sleepers)
        {
            try
            {
                Assert.Equal(1, await sleeper.Soon());
            }
            catch (RayTaskCancelledException)
            {
                Assert.Contains(sleeper, cancelled);
                ended++;
            }
        }

        Assert.Equal(answers.Count(answer => answer), ended);

        // One that was about to start when it was cancelled has its CPU until its worker sees that.
        await ray.AllResourcesReturnAsync();
    }

    [Fact]
    public async Task B150_Five_thousand_fast_tasks_are_each_cancelled_or_done()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var tasks = new ObjectRef<int>[5100];
        var wins = 0;
        for (var i = 0; i < tasks.Length; i++)
        {
            tasks[i] = Sums.Remote.Increment(i);
            if (i % 2 == 0 && await Ray.CancelAsync(tasks[i]))
            {
                wins++;
            }
        }

        var cancelled = 0;
        for (var i = 0; i < tasks.Length; i++)
        {
            try
            {
                Assert.Equal(i + 1, await tasks[i].Soon());
            }
            catch (RayTaskCancelledException)
            {
                cancelled++;
            }
        }

        Assert.Equal(wins, cancelled);
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 2);
    }

    [Fact]
    public async Task B151_A_task_may_cancel_what_another_submitted()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var running = Gated.Remote.PassUnlessCancelled(gate.Id);
        await gate.ArrivalsAsync(1);

        Assert.True(await Cancels.Remote.Cancel(new List<ObjectRef<int>> { running }).Soon());

        await AssertCancelledAsync(running);
    }

    [Fact]
    public async Task B153_There_is_nothing_to_cancel_in_what_has_ended()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var done = Sums.Remote.Add(1, 2);
        await done.Soon();
        var failed = Failures.Remote.DivideBy(0);
        await Assert.ThrowsAsync<DivideByZeroException>(() => failed.Soon());
        var call = Counter.Remote.Create(0).Increment();
        await call.Soon();
        var put = Ray.Put(1);

        Assert.False(await Ray.CancelAsync(done));
        Assert.False(await Ray.CancelAsync(failed));
        Assert.False(await Ray.CancelAsync(call));
        Assert.False(await Ray.CancelAsync(put));

        Assert.Equal(3, await done);
        Assert.Equal(1, await put);
    }

    [Fact]
    public async Task A_second_cancel_has_nothing_left_to_do()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var pending = Sums.Remote.Increment(Gated.Remote.Later(gate.Id, 1));

        Assert.True(await Ray.CancelAsync(pending));
        await AssertCancelledAsync(pending);

        Assert.False(await Ray.CancelAsync(pending));
    }

    [Theory]
    [InlineData(nameof(Lingers.Get))]
    [InlineData(nameof(Lingers.GetAll))]
    [InlineData(nameof(Lingers.Await))]
    [InlineData(nameof(Lingers.AwaitAsTask))]
    [InlineData(nameof(Lingers.AwaitAll))]
    [InlineData(nameof(Lingers.AwaitWithLimit))]
    [InlineData(nameof(Lingers.WaitForOne))]
    public async Task A_cancel_ends_the_wait_of_running_code_for_an_object(string how)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var never = Gated.Remote.Later(gate.Id, 7);
        var waiting = Lingers.Submit(how, [never]);
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1 && !waiting.IsReady && Lingers.Begun(how) > 0);

        Assert.True(await Ray.CancelAsync(waiting));

        await AssertCancelledAsync(waiting);
        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());
        Assert.False(never.IsReady);
        gate.Open();
        Assert.Equal(7, await never.Soon());
    }

    [Fact]
    public async Task A_call_that_waits_for_an_object_is_cancelled_and_its_actor_lives()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var actor = PatientActor.Remote.Create();
        var waiting = actor.WaitAsync(new List<ObjectRef<int>> { Gated.Remote.Later(gate.Id) });
        await WaitForCondition.HoldsAsync(async () => await actor.Begun().Soon() == 1);

        Assert.True(await Ray.CancelAsync(waiting));

        await AssertCancelledAsync(waiting);
        Assert.Equal(1, await actor.Interrupted().Soon());
    }

    [Fact]
    public async Task Code_whose_wait_was_cancelled_may_wait_for_objects_to_leave_things_in_good_order()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var tidied = new Gate();
        var waiting = Lingers.Remote.AwaitAndTidy([Gated.Remote.Later(gate.Id), Gated.Remote.Later(tidied.Id)], gate.Id);
        await WaitForCondition.HoldsAsync(() => Lingers.Begun(gate.Id) == 1 && ray.AvailableResources().GetValueOrDefault("CPU") == 1);

        Assert.True(await Ray.CancelAsync(waiting));
        tidied.Open();

        await AssertCancelledAsync(waiting);
        Assert.Equal(2, Lingers.Begun(gate.Id));
    }

    [Fact]
    public async Task Code_that_sees_its_token_can_end_in_good_order_but_the_caller_sees_cancelled()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var tidy = Cancels.Remote.EndInGoodOrder(gate.Id);
        await gate.ArrivalsAsync(1);

        Assert.True(await Ray.CancelAsync(tidy));

        await AssertCancelledAsync(tidy);
    }

    [Fact]
    public async Task An_operation_cancelled_exception_that_nobody_asked_for_keeps_its_type()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Cancels.Remote.ThrowCancelled().Soon());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Cancels.Remote.ThrowCancelledAsync().Soon());
    }

    [Fact]
    public async Task The_error_names_the_task_and_carries_a_failure()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var pending = Sums.Remote.Increment(Gated.Remote.Later(gate.Id, 1));
        var dependent = Sums.Remote.Add(pending, 1);
        await Ray.CancelAsync(pending);

        var cancelled = await AssertCancelledAsync(dependent);

        Assert.Contains("Sums.Increment", cancelled.Message, StringComparison.Ordinal);
        Assert.Equal(["Sums.Increment", "Sums.Add"], cancelled.RayFailure()?.Chain);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_a_parent_cancels_its_children_unless_told_otherwise(bool recursive)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        using var children = new Gate();
        var parent = Cancels.Remote.HaveChild(gate.Id, children.Id);
        await gate.ArrivalsAsync(1);
        await children.ArrivalsAsync(1);

        Assert.True(await Ray.CancelAsync(parent, recursive: recursive));
        gate.Open();

        await AssertCancelledAsync(parent);
        if (!recursive)
        {
            Assert.Equal(1, ray.AvailableResources().GetValueOrDefault("CPU"));
            children.Open();
        }

        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 2);
    }

    private static ObjectRef<int>[] Chain(Gate gate, out ExecutionCounter.Handle runs)
    {
        runs = ExecutionCounter.Remote.Create();
        var chain = new ObjectRef<int>[4];
        chain[0] = Counted.Remote.Run(runs, Gated.Remote.Later(gate.Id, 5));
        for (var i = 1; i < 4; i++)
        {
            chain[i] = Counted.Remote.Run(runs, chain[i - 1]);
        }

        return chain;
    }

    private static Task<RayTaskCancelledException> AssertCancelledAsync(ObjectRef<int> reference) =>
        Assert.ThrowsAsync<RayTaskCancelledException>(() => reference.Soon());
}
