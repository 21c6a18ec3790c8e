namespace Orleans.Ray.Tests.State;

public sealed class LogScopeTests
{
    [Fact]
    public async Task A_line_that_a_task_logs_says_which_task()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var line = Guid.NewGuid().ToString();
        var task = Inspectors.Remote.Log(line, new TaskOptions { Name = "mine" });
        await task.Soon();

        var values = ScopeLog.ValuesOf(line);

        Assert.Equal(task.Id.Task, values["RayTaskId"]);
        Assert.Equal("mine", values["RayTaskName"]);
        Assert.Equal(RayContext.Current.JobId, values["RayJobId"]);
        Assert.Equal(RayContext.Current.NodeId, values["RayNodeId"]);
        Assert.Equal(0, values["RayAttempt"]);
        Assert.DoesNotContain("RayActorId", values.Keys);
        Assert.Equal("its own", ScopeLog.ScopesOf(line)[^1]);
        Assert.Contains("RayTaskName:mine", ScopeLog.ScopesOf(line)[0]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_after_an_await_still_says_which_task()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var line = Guid.NewGuid().ToString();
        var task = Inspectors.Remote.LogAfterAwait(line);
        await task.Soon();

        Assert.Equal(task.Id.Task, ScopeLog.ValuesOf(line)["RayTaskId"]);
    }

    [Fact]
    public async Task A_line_that_an_actor_logs_says_which_actor()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var scribe = Scribe.Remote.Create();
        var line = Guid.NewGuid().ToString();
        await scribe.Log(line).Soon();

        Assert.Equal(scribe.Id, ScopeLog.ValuesOf(line)["RayActorId"]);
        Assert.Equal("Scribe.Log", ScopeLog.ValuesOf(line)["RayTaskName"]);
    }

    [Fact]
    public async Task A_line_that_the_driver_logs_has_no_scope_but_its_own()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var line = Guid.NewGuid().ToString();
        ScopeLog.Write(line);

        Assert.Equal(["its own"], ScopeLog.ScopesOf(line));
    }
}
