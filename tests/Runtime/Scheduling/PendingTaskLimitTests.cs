namespace Orleans.Ray.Tests.Scheduling;

public sealed class PendingTaskLimitTests
{
    [Fact]
    public async Task One_task_too_many_is_refused_and_the_error_says_how_to_allow_it()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 1;
            o.MaxPendingTasks = 3;
        });
        using var gate = new Gate();
        var running = Gated.Remote.Pass(gate.Id, 0);
        await gate.ArrivalsAsync(1);
        var waiting = Enumerable.Range(1, 3).Select(i => Gated.Remote.Pass(gate.Id, i)).ToArray();

        var refused = Assert.Throws<PendingTasksLimitException>(() => Sums.Remote.Add(1, 2));

        Assert.Contains("MaxPendingTasks", refused.Message, StringComparison.Ordinal);
        Assert.Contains("WaitToSubmitAsync", refused.Message, StringComparison.Ordinal);
        var room = Ray.WaitToSubmitAsync().AsTask();
        Assert.False(room.IsCompleted);
        gate.Admit(1);
        await room.Soon();
        Assert.True(ray.WaitToSubmitAsync().IsCompleted);
        var last = Sums.Remote.Add(1, 2);
        gate.Open();
        Assert.Equal((int[])[1, 2, 3], await waiting.Soon());
        Assert.Equal(0, await running.Soon());
        Assert.Equal(3, await last.Soon());
    }

    [Fact]
    public async Task Whatever_becomes_of_a_task_it_counts_no_longer()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 1;
            o.MaxPendingTasks = 2;
        });
        using var gate = new Gate();
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<DivideByZeroException>(() => Failures.Remote.DivideBy(0).Soon());
            await Assert.ThrowsAsync<InfeasibleRequestException>(() => Sums.Remote.Add(1, 2, new TaskOptions { NumCpus = 9 }).Soon());
            Assert.Throws<RaySerializationException>(() => Plains.Remote.Take(new Plain()));
            await Assert.ThrowsAsync<DivideByZeroException>(() => Sums.Remote.Increment(Failures.Remote.DivideBy(0)).Soon());
            var argument = Gated.Remote.Later(gate.Id);
            await gate.ArrivalsAsync(1);
            var cancelled = Sums.Remote.Increment(argument);
            Assert.True(await Ray.CancelAsync(cancelled));
            Assert.True(await Ray.CancelAsync(argument, force: true));
            await Ray.WaitAsync([cancelled, argument], 2, Patience.Limit);
            Assert.Equal(2, await Contexts.Remote.FailBelowAttempt(2).Soon());
        }

        Assert.Equal(3, await Sums.Remote.Add(1, Sums.Remote.Add(1, 1)).Soon());
    }

    [Fact]
    public async Task A_driver_that_waits_for_room_gets_through_any_number_of_tasks()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 2;
            o.MaxPendingTasks = 10;
        });
        var results = new List<ObjectRef<int>>();
        for (var i = 0; i < 2000; i++)
        {
            await Ray.WaitToSubmitAsync();
            results.Add(Sums.Remote.Increment(i));
        }

        Assert.Equal(Enumerable.Range(1, 2000), await results.Soon());
    }

    [Fact]
    public async Task Waiting_for_room_ends_with_its_token()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 1;
            o.MaxPendingTasks = 1;
        });
        using var gate = new Gate();
        using var stop = new CancellationTokenSource();
        var held = new[] { Gated.Remote.Pass(gate.Id), await OnceArrivedAsync(gate) };
        var wait = Ray.WaitToSubmitAsync(stop.Token).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.Soon());
        gate.Open();
        Assert.Equal((int[])[0, 1], await held.Soon());
    }

    private static async Task<ObjectRef<int>> OnceArrivedAsync(Gate gate)
    {
        await gate.ArrivalsAsync(1);
        return Gated.Remote.Pass(gate.Id, 1);
    }
}
