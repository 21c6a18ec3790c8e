namespace Orleans.Ray.Tests.Nodes;

public sealed class ContextTests
{
    [Fact]
    public async Task A_driver_has_a_job_and_a_node_and_no_task()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var context = RayContext.Current;

        Assert.NotEqual(default, context.JobId);
        Assert.Equal(ray.Nodes()[0].Id, context.NodeId);
        Assert.NotEqual(default, context.NodeId);
        Assert.Null(context.TaskId);
        Assert.Null(context.TaskName);
        Assert.Null(context.ActorId);
        Assert.Equal(0, context.Attempt);
        Assert.Empty(context.AssignedResources);
        Assert.Empty(context.GpuIds);
        Assert.False(string.IsNullOrWhiteSpace(context.Namespace));
    }

    [Fact]
    public async Task A_task_knows_where_it_runs()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var driver = RayContext.Current;

        var one = await Contexts.Remote.Here().Soon();
        var two = await Contexts.Remote.Here(new TaskOptions { Name = "two" }).Soon();

        Assert.Equal(driver.JobId, one.Job);
        Assert.Equal(driver.NodeId, one.Node);
        Assert.Equal(driver.Namespace, one.Namespace);
        Assert.NotNull(one.Task);
        Assert.NotEqual(one.Task, two.Task);
        Assert.Equal("Contexts.Here", one.TaskName);
        Assert.Equal("two", two.TaskName);
        Assert.Null(one.Actor);
        Assert.Equal(1, one.Assigned["CPU"]);
    }

    [Fact]
    public async Task The_context_stays_through_awaits_waits_and_task_run()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var along = await Contexts.Remote.AllAlong().Soon();

        Assert.NotNull(along[0].Task);
        Assert.All(along, here => Assert.Equal(along[0].Task, here.Task));
        Assert.All(along, here => Assert.Equal("Contexts.AllAlong", here.TaskName));
    }

    [Fact]
    public async Task The_drivers_context_stays_as_it_was()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var before = RayContext.Current.JobId;

        await Contexts.Remote.AllAlong();
        await Contexts.Remote.Here();

        Assert.Null(RayContext.Current.TaskId);
        Assert.Equal(before, RayContext.Current.JobId);
    }

    [Fact]
    public async Task Work_submitted_from_task_run_belongs_to_the_job()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var here = await Contexts.Remote.SubmitFromTaskRun().Soon();

        Assert.Equal(RayContext.Current.JobId, here.Job);
    }

    [Fact]
    public async Task An_actor_knows_where_it_runs_in_every_call_and_all_along()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 1;
            o.NumGpus = 1;
            o.Resources["tpu"] = 2;
        });
        var observer = Observer.Remote.Create(new ActorOptions { NumCpus = 0.5, NumGpus = 1, Resources = new Dictionary<string, double> { ["tpu"] = 1 } });

        var born = await observer.Born().Soon();
        var one = await observer.Here().Soon();
        var two = await observer.Here().Soon();
        var along = await observer.AllAlong().Soon();

        foreach (var here in (Whereabouts[])[born, one, two, .. along])
        {
            Assert.Equal(observer.Id, here.Actor);
            Assert.Equal(RayContext.Current.JobId, here.Job);
            Assert.Equal(RayContext.Current.Namespace, here.Namespace);
            Assert.Equal([0], here.GpuIds);
            Assert.Equal(new Dictionary<string, double> { ["CPU"] = 0.5, ["GPU"] = 1, ["tpu"] = 1 }, here.Assigned);
        }

        Assert.Equal("Observer.Here", one.TaskName);
        Assert.NotEqual(one.Task, two.Task);
        Assert.All(along, here => Assert.Equal(along[0].Task, here.Task));
    }

    [Fact]
    public async Task Ids_of_many_tasks_differ()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);

        var here = await Enumerable.Range(0, 1000).Select(_ => Contexts.Remote.Here()).ToArray().Soon();

        Assert.Equal(1000, here.Select(where => where.Task).Distinct().Count());
        Assert.Single(here.Select(where => where.Job).Distinct());
    }

    [Fact]
    public async Task Jobs_have_namespaces_of_their_own_unless_they_name_one()
    {
        string first;
        await using (var ray = await Ray.InitAsync(o => o.NumCpus = 1))
        {
            first = RayContext.Current.Namespace;
        }

        await using (var ray = await Ray.InitAsync(o => o.NumCpus = 1))
        {
            Assert.NotEqual(first, RayContext.Current.Namespace);
        }

        await using var named = await Ray.InitAsync(o => o.Namespace = "mine");
        Assert.Equal("mine", RayContext.Current.Namespace);
        Assert.Equal("mine", (await Contexts.Remote.Here().Soon()).Namespace);
    }
}
