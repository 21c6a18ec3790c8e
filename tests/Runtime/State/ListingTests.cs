namespace Orleans.Ray.Tests.State;

public sealed class ListingTests
{
    [Fact]
    public async Task B234_Jobs_are_listed_with_their_start_and_end()
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.Namespace) = (1, "mine"));

        var job = Assert.Single(await Ray.State.ListJobsAsync());
        Assert.Equal(RayContext.Current.JobId, job.Id);

        Assert.True(job.IsRunning);
        Assert.Equal("mine", job.Namespace);
        Assert.Equal(Environment.ProcessId, job.DriverProcessId);
        Assert.False(string.IsNullOrWhiteSpace(job.Entrypoint));
        Assert.InRange(job.StartedAt, before, DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Null(job.EndedAt);
    }

    [Fact]
    public async Task B234_A_job_that_ended_stays_listed()
    {
        var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var id = RayContext.Current.JobId;
        var state = Ray.State;
        await ray.DisposeAsync();

        var job = Assert.Single(await state.ListJobsAsync(), row => row.Id == id);

        Assert.False(job.IsRunning);
        Assert.True(job.EndedAt >= job.StartedAt);
    }

    [Fact]
    public async Task B234_B237_Nodes_are_listed_with_their_resources_and_start()
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 2;
            o.Resources["tpu"] = 3;
        });
        var state = Ray.State;

        var node = Assert.Single(await state.ListNodesAsync());
        Assert.Equal(RayContext.Current.NodeId, node.Id);
        Assert.True(node.IsAlive);
        Assert.Equal(3, node.Totals["tpu"]);
        Assert.Equal(Environment.ProcessId, node.ProcessId);
        Assert.Equal(Environment.MachineName, node.MachineName);
        Assert.InRange(node.StartedAt, before, DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Null(node.EndedAt);

        await ray.DisposeAsync();
        var stopped = Assert.Single(await state.ListNodesAsync());
        Assert.False(stopped.IsAlive);
        Assert.True(stopped.EndedAt >= stopped.StartedAt);
    }

    [Fact]
    public async Task B234_B237_Workers_are_listed_with_what_they_run()
    {
        var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var state = Ray.State;
        using var gate = new Gate();
        var running = Gated.Remote.Pass(gate.Id);
        await gate.ArrivalsAsync(1);

        var worker = Assert.Single(await state.ListWorkersAsync(), row => row.CurrentTaskId is not null);
        Assert.Equal(running.Id.Task, worker.CurrentTaskId);
        Assert.True(worker.IsPoolThread);
        Assert.Null(worker.EndedAt);
        gate.Open();
        await running.Soon();

        var workers = await state.ListWorkersAsync();
        Assert.DoesNotContain(workers, row => row.CurrentTaskId is not null);
        Assert.Equal(1, workers.Sum(row => row.Submitted));
        Assert.Equal(1, workers.Sum(row => row.Ended));
        await ray.DisposeAsync();
        Assert.All(await state.ListWorkersAsync(), row => Assert.True(row.EndedAt >= row.StartedAt));
    }

    [Fact]
    public async Task B234_Objects_that_are_pending_or_large_are_listed_and_go_with_their_last_reference()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var pending = Gated.Remote.Later(gate.Id);
        var put = Ray.Put(new byte[200_000]);
        var result = Sums.Remote.Range(100_000);
        await result.Soon();

        var rows = (await Ray.State.ListObjectsAsync()).ToDictionary(row => row.Id);

        Assert.Equal((false, "Gated.Later", (long?)null), (rows[pending.Id].IsReady, rows[pending.Id].TaskName, rows[pending.Id].Size));
        Assert.Equal((true, null), (rows[put.Id].IsReady, rows[put.Id].TaskName));
        Assert.InRange(rows[put.Id].Size!.Value, 200_000, 201_000);
        Assert.Equal((true, "Sums.Range"), (rows[result.Id].IsReady, rows[result.Id].TaskName));
        Assert.InRange(rows[result.Id].Size!.Value, 400_000, 401_000);
        Assert.Equal(typeof(int[]).FullName, rows[result.Id].Type);
        Assert.All(rows.Values, row => Assert.Equal((RayContext.Current.JobId, RayContext.Current.NodeId), (row.JobId, row.NodeId)));

        gate.Open();
        await pending.Soon();
        GC.KeepAlive(put);
        GC.KeepAlive(result);
        put = null;
        result = null;
        await WaitForCondition.HoldsAsync(async () =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return (await Ray.State.ListObjectsAsync()).Count == 0;
        });
    }

    [Fact]
    public async Task Actors_are_listed_in_every_state()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var alive = Counter.Remote.Create(0, new ActorOptions { Name = "hits", Namespace = "shared", NumCpus = 1 });
        await alive.Increment().Soon();
        await using var unready = Counter.Remote.Create(Gated.Remote.Later(gate.Id));
        await using var pending = Counter.Remote.Create(0, new ActorOptions { NumCpus = 1 });
        await using var dead = Counter.Remote.Create(0);
        await dead.Increment().Soon();
        await Ray.KillAsync(dead);
        var call = pending.Increment();

        var rows = (await Ray.State.ListActorsAsync()).ToDictionary(row => row.Id);

        Assert.Equal(4, rows.Count);
        var row = rows[alive.Id];
        Assert.Equal((ActorState.Alive, "Counter", "hits", "shared", false), (row.State, row.ClassName, row.Name, row.Namespace, row.IsDetached));
        Assert.Equal(1, row.RequiredResources["CPU"]);
        Assert.Equal((0, null, null), (row.NumRestarts, row.DeathCause, row.EndedAt));
        Assert.Equal((ActorState.DependenciesUnready, 0), (rows[unready.Id].State, rows[unready.Id].PendingCalls));
        Assert.Equal((ActorState.PendingCreation, 1), (rows[pending.Id].State, rows[pending.Id].PendingCalls));
        Assert.Equal(ActorState.Dead, rows[dead.Id].State);
        Assert.Contains("killed", rows[dead.Id].DeathCause, StringComparison.Ordinal);
        Assert.True(rows[dead.Id].EndedAt >= rows[dead.Id].CreatedAt);
        Assert.Equal(dead.Id, Assert.Single(await Ray.State.ListActorsAsync(new ActorFilter { State = ActorState.Dead })).Id);

        var summary = Assert.Single(await Ray.State.SummarizeActorsAsync());
        Assert.Equal(("Counter", 4), (summary.ClassName, summary.Total));
        Assert.All(Enum.GetValues<ActorState>().Except([ActorState.Restarting]), state => Assert.Equal(1, summary.StateCounts[state]));
        gate.Open();
        await unready.Increment().Soon();
        GC.KeepAlive(call);
    }

    [Fact]
    public async Task There_are_no_placement_groups_unless_some_are_made()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Empty(await Ray.State.ListPlacementGroupsAsync());
    }

    [Fact]
    public async Task A_task_sees_the_same_state_as_its_driver()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal([TaskState.Running], await Inspectors.Remote.OwnStates().Soon());
    }
}
