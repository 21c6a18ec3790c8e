namespace Orleans.Ray.Tests.Tasks;

/// <summary>Tasks whose worker dies, as far as a process that lives on can show it: the code throws <see cref="WorkerCrashedException"/>.</summary>
public sealed class CrashRetryTests
{
    [Fact]
    public async Task B051_Without_retries_a_crash_is_told()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var failed = await Assert.ThrowsAsync<WorkerCrashedException>(() => Crashes.Remote.CrashBelow(100, new TaskOptions { MaxRetries = 0 }).Soon());

        Assert.Equal("attempt 0", failed.Message);
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task B058_A_task_that_always_crashes_runs_four_times()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var failed = await Assert.ThrowsAsync<WorkerCrashedException>(() => Crashes.Remote.CrashBelow(100).Soon());

        Assert.Equal("attempt 3", failed.Message);
        Assert.Equal(3, failed.RayFailure()?.Attempt);
    }

    [Fact]
    public async Task B059_The_number_is_overridden_per_call_also_by_a_task_that_submits_another()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);

        Assert.Equal(9, await Crashes.Remote.CrashBelow(9, new TaskOptions { MaxRetries = -1 }).Soon());
        var failed = await Assert.ThrowsAsync<WorkerCrashedException>(() => Ray.Run(async () => await Crashes.Remote.CrashBelow(100, new TaskOptions { MaxRetries = 1 })).Soon());
        Assert.Equal("attempt 1", failed.Message);
    }

    [Fact]
    public async Task B063_A_retry_sees_what_earlier_attempts_did_to_an_actor()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var runs = ExecutionCounter.Remote.Create();

        Assert.Equal(3, await Crashes.Remote.CountThenCrashBelow(runs, 3).Soon());
    }

    [Fact]
    public async Task Arguments_that_the_attempt_may_have_changed_are_not_used_again()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal([1, 1], await Crashes.Remote.AppendThenCrashOnce(Ray.Put(new List<int> { 1 })).Soon());
        var failed = await Assert.ThrowsAsync<WorkerCrashedException>(() => Crashes.Remote.AppendThenCrashOnce(new List<int> { 1 }).Soon());
        Assert.Equal(0, failed.RayFailure()?.Attempt);
        Assert.Equal([1, 1], await Crashes.Remote.AppendThenCrashOnce(new List<int> { 1 }, new TaskOptions { RetryExceptions = true }).Soon());
    }
}
