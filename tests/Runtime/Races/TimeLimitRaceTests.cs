namespace Orleans.Ray.Tests.Races;

/// <summary>A time that is up against the end of the work, a retry and a cancel.</summary>
public sealed class TimeLimitRaceTests
{
    [Fact]
    public async Task Work_that_ends_as_its_time_is_up_has_its_value_or_a_time_out_and_leaves_nothing()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        var options = new TaskOptions { Timeout = TimeSpan.FromSeconds(1) };
        for (var round = 0; round < 300; round++)
        {
            using var gate = new Gate();
            var running = Gated.Remote.Pass(gate.Id, 1, options);
            await gate.ArrivalsAsync(1);

            await Task.WhenAll(Task.Run(() => node.Time.Advance(TimeSpan.FromSeconds(1))), Task.Run(gate.Open)).Soon();

            await EndsAsync(running);
        }

        await IsAsBeforeAsync(node);
    }

    [Fact]
    public async Task A_retry_that_another_thread_starts_at_once_has_its_time_limit()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        const int Calls = 4;
        var options = new ActorCallOptions { Timeout = TimeSpan.FromSeconds(1), MaxTaskRetries = 1, RetryExceptions = true };
        for (var round = 0; round < 100; round++)
        {
            using var gate = new Gate();
            await using var actor = GatedActor.Remote.Create(new ActorOptions { MaxConcurrency = Calls });
            var calls = Enumerable.Range(0, Calls).Select(_ => actor.PassOnRetry(gate.Id, options)).ToArray();
            await gate.ArrivalsAsync(Calls);

            node.Time.Advance(TimeSpan.FromSeconds(1));

            foreach (var call in calls)
            {
                await Assert.ThrowsAsync<RayTaskTimeoutException>(() => call.Soon());
            }
        }
    }

    [Fact]
    public async Task The_time_of_one_attempt_never_ends_the_next()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        var options = new TaskOptions { Timeout = TimeSpan.FromSeconds(1), MaxRetries = 1, RetryExceptions = true };
        for (var round = 0; round < 300; round++)
        {
            using var gate = new Gate();
            var id = gate.Id;
            var running = Ray.Run(
                () =>
                {
                    if (RayContext.Current.Attempt == 0)
                    {
                        Gate.Find(id).Pass();
                        throw new InvalidOperationException("again");
                    }

                    return 1;
                },
                options);
            await gate.ArrivalsAsync(1);

            await Task.WhenAll(Task.Run(() => node.Time.Advance(TimeSpan.FromSeconds(1))), Task.Run(gate.Open)).Soon();

            // The second attempt takes no time on this clock, so what is timed out is the first.
            if (await EndsAsync(running) is { } failure)
            {
                Assert.Equal(0, failure.Attempt);
            }
        }

        await IsAsBeforeAsync(node);
    }

    [Fact]
    public async Task Deadlines_cancels_and_starts_leave_nothing_behind()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        for (var round = 0; round < 100; round++)
        {
            using var gate = new Gate();
            var options = new TaskOptions { Deadline = node.In(TimeSpan.FromSeconds(1)) };
            var blocker = Gated.Remote.Pass(gate.Id);
            await gate.ArrivalsAsync(1);
            var queued = Enumerable.Range(0, 8).Select(i => Sums.Remote.Increment(i, options: options)).ToArray();

            await Task.WhenAll(
                Task.Run(() => node.Time.Advance(TimeSpan.FromSeconds(1))),
                Task.Run(gate.Open),
                Task.Run(() => Ray.CancelAsync(queued[3]).AsTask())).Soon();

            await blocker;
            foreach (var reference in queued)
            {
                await EndsAsync(reference);
            }
        }

        await IsAsBeforeAsync(node);
    }

    private static async Task<RayFailure?> EndsAsync(ObjectRef<int> reference)
    {
        try
        {
            await reference.Soon();
            return null;
        }
        catch (RayTaskTimeoutException exception)
        {
            return exception.RayFailure();
        }
        catch (RayTaskCancelledException)
        {
            return null;
        }
    }

    private static async Task IsAsBeforeAsync(NodeWithClock node)
    {
        await WaitForCondition.HoldsAsync(() => node.FreeCpus == 1);
        await WaitForCondition.HoldsAsync(() => node.Timers == 0);
    }
}
