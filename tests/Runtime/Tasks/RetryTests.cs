namespace Orleans.Ray.Tests.Tasks;

public sealed class RetryTests
{
    [Fact]
    public async Task B061_An_exception_of_the_task_is_retried_when_asked()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var runs = ExecutionCounter.Remote.Create();

        var value = await Failures.Remote.FailUntil(runs, 2, new TaskOptions { MaxRetries = 1, RetryExceptions = true }).Soon();

        Assert.Equal(2, value);
        Assert.Equal(2, await runs.Runs());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(3, false)]
    [InlineData(3, null)]
    [InlineData(null, null)]
    public async Task B061_Without_retries_or_without_asking_it_runs_once(int? maxRetries, bool? retryExceptions)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var runs = ExecutionCounter.Remote.Create();

        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Failures.Remote.FailUntil(runs, 2, new TaskOptions { MaxRetries = maxRetries, RetryExceptions = retryExceptions }).Soon());

        Assert.Equal("run 1", failed.Message);
        Assert.Equal(0, failed.RayFailure()?.Attempt);
        Assert.Equal(1, await runs.Runs());
    }

    [Fact]
    public async Task When_the_retries_are_spent_the_last_error_and_attempt_are_told()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var runs = ExecutionCounter.Remote.Create();

        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Failures.Remote.FailUntil(runs, 100, new TaskOptions { MaxRetries = 2, RetryExceptions = true }).Soon());

        Assert.Equal("run 3", failed.Message);
        Assert.Equal(2, failed.RayFailure()?.Attempt);
        Assert.Equal(3, await runs.Runs());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task Minus_one_retries_without_limit()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var runs = ExecutionCounter.Remote.Create();

        Assert.Equal(20, await Failures.Remote.FailUntil(runs, 20, new TaskOptions { MaxRetries = -1, RetryExceptions = true }).Soon());
    }

    [Fact]
    public async Task A_synchronous_task_is_retried_too_and_sees_its_attempt()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(3, await Contexts.Remote.FailBelowAttempt(3).Soon());
    }

    [Fact]
    public async Task A_retry_sees_its_arguments_as_they_were()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal([1, 0], await Contexts.Remote.AppendThenFailOnce(new List<int> { 1 }).Soon());
        Assert.Equal([1, 0], await Contexts.Remote.AppendThenFailOnce(Ray.Put(new List<int> { 1 })).Soon());
    }

    [Fact]
    public async Task A_cancelled_task_is_not_retried()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var running = Gated.Remote.PassUnlessCancelled(gate.Id, new TaskOptions { MaxRetries = 5, RetryExceptions = true });
        await gate.ArrivalsAsync(1);

        Assert.True(await Ray.CancelAsync(running));

        await Assert.ThrowsAsync<RayTaskCancelledException>(() => running.Soon());
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources()["CPU"] == 1);
        Assert.Equal(1, gate.Arrived);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(int.MinValue)]
    public async Task Fewer_than_minus_one_retries_are_refused(int maxRetries)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var refused = Assert.ThrowsAny<ArgumentException>(() => Sums.Remote.Add(1, 2, new TaskOptions { MaxRetries = maxRetries }));

        Assert.Contains("MaxRetries", refused.Message, StringComparison.Ordinal);
    }
}
