namespace Orleans.Ray.Tests.State;

public sealed class TaskListTests
{
    [Fact]
    public async Task B229_An_actors_calls_are_listed_one_running_nine_queued_and_its_constructor_finished()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var actor = GatedActor.Remote.Create();
        var calls = Enumerable.Range(0, 10).Select(i => actor.Pass(gate.Id, i)).ToList();
        await gate.ArrivalsAsync(1);

        var rows = await Ray.State.ListTasksAsync(new TaskFilter { ActorId = actor.Id });

        Assert.Equal(1, rows.Count(row => row.State == TaskState.Running));
        Assert.Equal(9, rows.Count(row => row.State == TaskState.PendingActorTaskOrderingOrConcurrency));
        var constructor = Assert.Single(rows, row => row.Kind == TaskKind.ActorCreation);
        Assert.Equal(TaskState.Finished, constructor.State);
        Assert.Equal("GatedActor..ctor", constructor.FunctionName);
        Assert.All(rows.Where(row => row.Kind == TaskKind.Actor), row => Assert.Equal("GatedActor.Pass", row.Name));
        Assert.Equal(calls.Select(call => call.Id.Task).Order(Ids.ByDigits), rows.Where(row => row.Kind == TaskKind.Actor).Select(row => row.Id));
        gate.Open();
        await calls.Soon();
    }

    [Fact]
    public async Task A_task_is_listed_wherever_it_waits_or_runs()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var running = Gated.Remote.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        var awaiting = Gated.Remote.Later(gate.Id);
        await gate.ArrivalsAsync(1);
        var queued = Sums.Remote.Add(1, 2);
        var dependent = Sums.Remote.Increment(queued);

        Assert.Equal(TaskState.Running, await StateOf(running));
        Assert.Equal(TaskState.Running, await StateOf(awaiting));
        Assert.Equal(TaskState.PendingNodeAssignment, await StateOf(queued));
        Assert.Equal(TaskState.PendingArgsAvail, await StateOf(dependent));
        gate.Open();
        Assert.Equal(4, await dependent.Soon());
        await running.Soon();
        await awaiting.Soon();
        foreach (var ended in (ObjectRef[])[running, awaiting, queued, dependent])
        {
            Assert.Equal(TaskState.Finished, await StateOf(ended));
        }
    }

    [Fact]
    public async Task A_call_to_an_actor_that_waits_for_resources_waits_with_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var holder = Counter.Remote.Create(0, new ActorOptions { NumCpus = 1 });
        await holder.Increment().Soon();
        await using var waiting = Counter.Remote.Create(0, new ActorOptions { NumCpus = 1 });
        var call = waiting.Increment();

        Assert.Equal(TaskState.PendingNodeAssignment, await StateOf(call));
        var creation = Assert.Single(await Ray.State.ListTasksAsync(new TaskFilter { ActorId = waiting.Id, Kind = TaskKind.ActorCreation }));
        Assert.Equal(TaskState.PendingNodeAssignment, creation.State);
    }

    [Fact]
    public async Task A_row_says_what_the_task_is()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 2;
            o.Resources["tpu"] = 2;
        });
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        var parent = await Contexts.Remote.SubmitFromTaskRun().Soon();
        await Contexts.Remote.Here(new TaskOptions { Name = "mine", NumCpus = 0.5, Resources = new Dictionary<string, double> { ["tpu"] = 1 } }).Soon();

        var row = Assert.Single(await Ray.State.ListTasksAsync(new TaskFilter { Name = "mine" }));

        Assert.Equal("Contexts.Here", row.FunctionName);
        Assert.Equal(TaskKind.Normal, row.Kind);
        Assert.Equal(TaskState.Finished, row.State);
        Assert.Equal(0, row.Attempt);
        Assert.Equal(RayContext.Current.JobId, row.JobId);
        Assert.Equal(RayContext.Current.NodeId, row.NodeId);
        Assert.Null(row.ActorId);
        Assert.Null(row.ParentTaskId);
        Assert.Equal(new Dictionary<string, double> { ["CPU"] = 0.5, ["tpu"] = 1 }, row.RequiredResources);
        Assert.Null(row.ErrorType);
        Assert.True(before < row.CreatedAt && row.CreatedAt <= row.StartedAt && row.StartedAt <= row.EndedAt, $"{row.CreatedAt:O} {row.StartedAt:O} {row.EndedAt:O}");

        var outer = Assert.Single(await Ray.State.ListTasksAsync(new TaskFilter { FunctionName = "Contexts.SubmitFromTaskRun" }));
        var inner = Assert.Single(await Ray.State.ListTasksAsync(new TaskFilter { Id = parent.Task!.Value }));
        Assert.Equal(outer.Id, inner.ParentTaskId);
    }

    [Fact]
    public async Task B235_A_failed_task_says_how_and_each_attempt_has_a_row()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        Assert.Equal(2, await Contexts.Remote.FailBelowAttempt(2).Soon());
        var failed = Failures.Remote.ThrowFromVoid("the reason");
        await Assert.ThrowsAsync<InvalidOperationException>(() => failed.Soon());

        var attempts = await Ray.State.ListTasksAsync(new TaskFilter { FunctionName = "Contexts.FailBelowAttempt" });
        Assert.Equal([(0, TaskState.Failed), (1, TaskState.Failed), (2, TaskState.Finished)], attempts.Select(row => (row.Attempt, row.State)));
        Assert.Equal("attempt 1", attempts[1].ErrorMessage);

        var row = Assert.Single(await Ray.State.ListTasksAsync(new TaskFilter { ErrorType = typeof(InvalidOperationException).FullName!, Name = "Failures.ThrowFromVoid" }));
        Assert.Equal(failed.Id.Task, row.Id);
        Assert.Equal("the reason", row.ErrorMessage);
    }

    [Fact]
    public async Task A_task_that_is_cancelled_before_it_runs_has_failed()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var dependent = Sums.Remote.Increment(Gated.Remote.Later(gate.Id));
        Assert.True(await Ray.CancelAsync(dependent));

        var row = Assert.Single(await Ray.State.ListTasksAsync(new TaskFilter { Id = dependent.Id.Task }));

        Assert.Equal(TaskState.Failed, row.State);
        Assert.Equal(typeof(RayTaskCancelledException).FullName, row.ErrorType);
    }

    [Fact]
    public async Task Summaries_count_by_function_and_state()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await Enumerable.Range(0, 20).Select(i => Sums.Remote.Add(i, 1, new TaskOptions { Name = $"sum {i}" })).ToList().Soon();
        await Contexts.Remote.FailBelowAttempt(2).Soon();
        var running = Gated.Remote.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        var queued = Sums.Remote.Add(1, 2);

        var summary = (await Ray.State.SummarizeTasksAsync()).ToDictionary(row => row.FunctionName);

        Assert.Equal(new Dictionary<TaskState, long> { [TaskState.Finished] = 20, [TaskState.PendingNodeAssignment] = 1 }, summary["Sums.Add"].StateCounts);
        Assert.Equal(21, summary["Sums.Add"].Total);
        Assert.Equal(new Dictionary<TaskState, long> { [TaskState.Finished] = 1, [TaskState.Failed] = 2 }, summary["Contexts.FailBelowAttempt"].StateCounts);
        Assert.Equal(2, summary["Contexts.FailBelowAttempt"].Retried);
        Assert.Equal(new Dictionary<TaskState, long> { [TaskState.Running] = 1 }, summary["Gated.Pass"].StateCounts);
        gate.Open();
        await running.Soon();
        await queued.Soon();
    }

    [Fact]
    public async Task With_events_off_only_what_waits_or_runs_is_listed_and_counters_stay_exact()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.TaskEvents) = (1, TaskEventLevel.Off));
        await Sums.Remote.Add(1, 2).Soon();
        var failed = Failures.Remote.ThrowFromVoid("no");
        await Assert.ThrowsAsync<InvalidOperationException>(() => failed.Soon());

        var rows = await Ray.State.ListTasksAsync();

        Assert.Empty(rows);
        Assert.Equal(2, rows.Dropped);
        Assert.Equal(1, Assert.Single(await Ray.State.SummarizeTasksAsync(), row => row.FunctionName == "Sums.Add").StateCounts[TaskState.Finished]);
        Assert.Single(await Ray.State.GetErrorsAsync());
    }

    private static async Task<TaskState> StateOf(ObjectRef reference) =>
        Assert.Single(await Ray.State.ListTasksAsync(new TaskFilter { Id = reference.Id.Task })).State;
}
