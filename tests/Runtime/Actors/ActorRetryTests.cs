namespace Orleans.Ray.Tests.Actors;

public sealed class ActorRetryTests
{
    private static readonly string[] RaisesFive = ["raise", "raise", "raise", "raise", "raise", "ok"];
    private static readonly string[] RaisesSix = ["raise", "raise", "raise", "raise", "raise", "raise", "ok"];

    [Fact]
    public async Task B121_A_method_that_raises_as_often_as_it_may_is_retried_to_its_value()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id);

        Assert.Equal(6, await actor.PlayWithRetries(RaisesFive).Soon());
        Assert.Equal(1, chronicle.Count("construct"));
    }

    [Fact]
    public async Task B121_A_method_that_raises_once_too_often_fails()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => actor.PlayWithRetries(RaisesSix).Soon());

        Assert.Equal("run 6", failure.Message);
        Assert.Equal(5, failure.RayFailure()?.Attempt);
        Assert.Equal(6, chronicle.Count("run"));
    }

    [Fact]
    public async Task B121_Exceptions_are_not_retried_unless_asked()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { MaxTaskRetries = 5 });

        await Assert.ThrowsAsync<InvalidOperationException>(() => actor.Play(RaisesFive).Soon());
        await Assert.ThrowsAsync<InvalidOperationException>(() => actor.PlayWithRetries(RaisesFive, new ActorCallOptions { RetryExceptions = false }).Soon());

        Assert.Equal(2, chronicle.Count("run"));
    }

    [Fact]
    public async Task B121_What_the_call_says_comes_first()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id);
        var ten = Enumerable.Repeat("raise", 10).Append("ok").ToArray();

        Assert.Equal(11, await actor.PlayWithRetries(ten, new ActorCallOptions { MaxTaskRetries = 10 }).Soon());
        await Assert.ThrowsAsync<InvalidOperationException>(() => actor.PlayWithRetries((string[])["raise"], new ActorCallOptions { MaxTaskRetries = 0 }).Soon());

        Assert.Equal(12, chronicle.Count("run"));
    }

    [Fact]
    public async Task Only_listed_exceptions_are_retried_and_those_derived_from_them()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id);

        Assert.Equal(6, await actor.PlayWithListedRetries(RaisesFive).Soon());
        await Assert.ThrowsAsync<InvalidOperationException>(() => actor.PlayWithListedRetries((string[])["raise"], new ActorCallOptions { RetryExceptionTypes = [typeof(ArgumentException)] }).Soon());
        Assert.Equal(7, chronicle.Count("run"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => actor.PlayWithListedRetries((string[])["raise"], new ActorCallOptions { RetryExceptionTypes = [typeof(SystemException)], MaxTaskRetries = 2 }).Soon());
        Assert.Equal(10, chronicle.Count("run"));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(0, 2)]
    public async Task B122_Exceptions_and_crashes_share_a_budget_and_the_restarts_bound_it_too(int restarts, int runs)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { MaxRestarts = restarts });

        await Assert.ThrowsAsync<ActorDiedException>(() => actor.PlayWithRetries((string[])["raise", "crash", "crash"]).Soon());

        Assert.Equal(runs, chronicle.Count("run"));
    }

    [Fact]
    public async Task B122_The_budget_bounds_crashes_where_restarts_are_left()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { MaxRestarts = -1 });

        await Assert.ThrowsAsync<ActorUnavailableException>(() => actor.PlayWithRetries((string[])["raise", "crash", "crash"], new ActorCallOptions { MaxTaskRetries = 2 }).Soon());

        Assert.Equal(3, chronicle.Count("run"));
    }

    [Fact]
    public async Task A_retried_call_runs_before_the_later_calls_of_its_caller()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id);

        var retried = actor.PlayWithRetries((string[])["raise", "raise", "ok"]);
        var later = actor.Write("later");

        Assert.Equal(3, await retried.Soon());
        await later.Soon();
        Assert.Equal(["construct", "run", "run", "run", "later"], chronicle.Lines);
    }

    [Fact]
    public async Task Each_attempt_gets_the_arguments_as_they_were()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { MaxRestarts = 1, MaxTaskRetries = 1 });
        List<int> items = [1, 2];
        var call = actor.Consume(items);
        items.Clear();

        Assert.Equal(3, await call.Soon());
    }

    [Fact]
    public async Task The_context_tells_which_attempt_runs()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { MaxRestarts = 3, MaxTaskRetries = 3 });

        Assert.Equal(2, await actor.Attempt().Soon());
    }

    [Fact]
    public async Task A_call_that_was_cancelled_is_not_retried()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        using var gate = new Gate();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { MaxRestarts = 3, MaxTaskRetries = -1 });
        var running = actor.Pass(gate.Id, "running");
        var queued = actor.Write("queued");
        await gate.ArrivalsAsync(1);

        Assert.True(await Ray.CancelAsync(queued));
        Assert.True(await Ray.CancelAsync(running));
        await Ray.KillAsync(actor, noRestart: false).Soon();
        gate.Open();

        await Assert.ThrowsAsync<RayTaskCancelledException>(() => running.Soon());
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => queued.Soon());
        Assert.Equal(1, await actor.Next().Soon());
        Assert.Equal(["construct", "running", "construct"], chronicle.Lines);
        Assert.False(await Ray.CancelAsync(running));
    }

    [Fact]
    public async Task The_kill_of_an_actor_ends_calls_with_retries_too()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        using var gate = new Gate();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { MaxRestarts = -1, MaxTaskRetries = -1 });
        var running = actor.Pass(gate.Id, "running");
        var queued = actor.Next();
        await gate.ArrivalsAsync(1);

        await Ray.KillAsync(actor).Soon();

        await Assert.ThrowsAsync<ActorDiedException>(() => running.Soon());
        await Assert.ThrowsAsync<ActorDiedException>(() => queued.Soon());
        await Assert.ThrowsAsync<ActorDiedException>(() => actor.Next().Soon());
    }

    [Fact]
    public async Task Calls_with_retries_return_their_values_and_pass_on_failed_arguments()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { MaxTaskRetries = 3, MaxRestarts = 3 });
        var failed = actor.Write(Failures.Remote.Text("no argument"));
        var next = actor.Next(new ActorCallOptions { Name = "the next one" });

        Assert.Equal("no argument", (await Assert.ThrowsAsync<InvalidOperationException>(() => failed.Soon())).Message);
        Assert.Equal(1, await next.Soon());
        Assert.Equal(3, await Sums.Remote.Add(next, actor.Next()).Soon());
    }

    [Fact]
    public async Task A_name_given_to_a_call_is_in_its_errors()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var counter = Counter.Remote.Create();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => counter.Fail("x", new ActorCallOptions { Name = "my call" }).Soon());

        Assert.Equal("my call", failure.RayFailure()?.TaskName);
    }

    [Fact]
    public async Task Options_of_a_call_that_make_no_sense_are_refused()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var counter = Counter.Remote.Create();

        Assert.Throws<ArgumentException>(() => { counter.Increment(1, new ActorCallOptions { Name = " " }); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { counter.Increment(1, new ActorCallOptions { MaxTaskRetries = -2 }); });
        Assert.Throws<ArgumentException>(() => { counter.Increment(1, new ActorCallOptions { RetryExceptionTypes = [typeof(int)] }); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { Counter.Remote.Create(0, new ActorOptions { MaxTaskRetries = -2 }); });
        Assert.Equal(1, await counter.Increment(1, new ActorCallOptions()).Soon());
    }
}
