namespace Orleans.Ray.Tests.Tasks;

/// <summary>Which of a task's own exceptions it is run again after.</summary>
public sealed class RetryListTests
{
    private static readonly Type[] IoOnly = [typeof(IOException)];

    [Fact]
    public async Task B062_Listed_exceptions_and_those_derived_from_them_are_retried()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(4, await Retried.Remote.ThrowListed(new[] { "io", "file", "time" }).Soon());
    }

    [Fact]
    public async Task B062_Others_are_not()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => Retried.Remote.ThrowListed(new[] { "io", "other", "io" }).Soon());

        Assert.Equal(1, failed.RayFailure()?.Attempt);
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task B062_A_call_has_a_list_of_its_own()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var options = new TaskOptions { RetryExceptionTypes = IoOnly };

        Assert.Equal(3, await Retried.Remote.Throw(new[] { "io", "file" }, options).Soon());
        await Assert.ThrowsAsync<TimeoutException>(() => Retried.Remote.Throw(new[] { "time" }, options).Soon());
        await Assert.ThrowsAsync<TimeoutException>(() => Retried.Remote.ThrowListed(new[] { "time" }, options).Soon());
    }

    [Fact]
    public async Task B062_RetryExceptions_of_a_call_means_all_or_none()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(3, await Retried.Remote.ThrowListed(new[] { "other", "io" }, new TaskOptions { RetryExceptions = true }).Soon());
        await Assert.ThrowsAsync<IOException>(() => Retried.Remote.ThrowListed(new[] { "io" }, new TaskOptions { RetryExceptions = false }).Soon());
    }

    [Fact]
    public async Task Listed_exceptions_are_retried_as_often_as_MaxRetries_says()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var endless = Enumerable.Repeat("io", 50).ToArray();

        var failed = await Assert.ThrowsAsync<IOException>(() => Retried.Remote.ThrowListed(endless, new TaskOptions { MaxRetries = 2 }).Soon());
        Assert.Equal("attempt 2", failed.Message);
        Assert.Equal(51, await Retried.Remote.ThrowListed(endless, new TaskOptions { MaxRetries = -1 }).Soon());
    }

    [Fact]
    public async Task A_task_that_is_cancelled_between_attempts_does_not_run_again()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var first = new Gate();
        using var second = new Gate();
        var (one, other) = (first.Id, second.Id);
        var failing = Ray.Run(
            () =>
            {
                Gate.Find(one).Pass();
                throw new InvalidOperationException("again");
            },
            new TaskOptions { MaxRetries = -1, RetryExceptions = true });
        await first.ArrivalsAsync(1);

        // Takes the CPU as soon as the first attempt gives it back, so that the second one waits.
        var blocker = Gated.Remote.Pass(other);
        first.Admit(1);
        await second.ArrivalsAsync(1);
        Assert.True(await Ray.CancelAsync(failing));

        await Assert.ThrowsAsync<RayTaskCancelledException>(() => failing.Soon());
        second.Open();
        await blocker;
        Assert.Equal(1, first.Arrived);
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
    }

    [Fact]
    public async Task Lists_that_make_no_sense_are_refused_at_the_call()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var noException = Assert.Throws<ArgumentException>(() => Sums.Remote.Add(1, 2, new TaskOptions { RetryExceptionTypes = [typeof(string)] }));
        Assert.Contains("System.String", noException.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Sums.Remote.Add(1, 2, new TaskOptions { RetryExceptionTypes = [null!] }));
        Assert.Throws<ArgumentException>(() => Sums.Remote.Add(1, 2, new TaskOptions { RetryExceptionTypes = IoOnly, RetryExceptions = false }));
    }

    [Fact]
    public async Task B054_An_exception_that_cannot_be_read_becomes_a_RayTaskException()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var failed = await Assert.ThrowsAsync<RayTaskException>(() => Retried.Remote.ThrowUnreadable().Soon());

        Assert.Equal(typeof(UnreadableException).FullName, failed.TypeName);
        Assert.Contains("Retried.ThrowUnreadable", failed.Message, StringComparison.Ordinal);
        Assert.Equal("Retried.ThrowUnreadable", failed.RayFailure()?.TaskName);
        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());
    }

    [Fact]
    public async Task B054_It_is_retried_like_any_other_and_listed_for_each_attempt()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var actor = PlainActor.Remote.Create();

        var task = Retried.Remote.ThrowUnreadable(new TaskOptions { MaxRetries = 2, RetryExceptions = true });
        var call = actor.ThrowUnreadable(new ActorCallOptions { MaxTaskRetries = 2, RetryExceptions = true });

        Assert.Equal(2, (await Assert.ThrowsAsync<RayTaskException>(() => task.Soon())).RayFailure()?.Attempt);
        Assert.Equal(2, (await Assert.ThrowsAsync<RayTaskException>(() => call.Soon())).RayFailure()?.Attempt);
        foreach (var reference in (ObjectRef[])[task, call])
        {
            var attempts = await Ray.State.ListTasksAsync(new TaskFilter { Id = reference.Id.Task });
            Assert.Equal([0, 1, 2], attempts.Select(static row => row.Attempt));
            Assert.All(attempts, static row => Assert.Equal(typeof(RayTaskException).FullName, row.ErrorType));
        }
    }
}
