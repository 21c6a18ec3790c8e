namespace Orleans.Ray.Tests.Errors;

public sealed class WaitReasonTests
{
    [Fact]
    public async Task A_queued_task_says_who_holds_what_it_needs_and_how_many_are_before_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        await using var actor = Counter.Remote.Create(0, new ActorOptions { NumCpus = 1, Name = "hog" });
        await actor.Increment().Soon();
        var running = Gated.Remote.Pass(gate.Id, 0);
        await gate.ArrivalsAsync(1);
        var queued = Enumerable.Range(0, 3).Select(i => Sums.Remote.Increment(i)).ToArray();

        var text = await queued[2].ExplainAsync();

        Assert.Contains("Sums.Increment", text, StringComparison.Ordinal);
        Assert.Contains("2 of its kind are before it", text, StringComparison.Ordinal);
        Assert.Contains("3 tasks wait in all", text, StringComparison.Ordinal);
        Assert.Contains("'hog'", text, StringComparison.Ordinal);
        Assert.Contains("Gated.Pass", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text);
        gate.Open();
        Assert.Equal((int[])[1, 2, 3], await queued.Soon());
        Assert.Equal(0, await running.Soon());
    }

    [Fact]
    public async Task A_running_task_says_where_and_for_how_long_and_on_which_attempt()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var blocked = Gated.Remote.Pass(gate.Id, 0, new TaskOptions { MaxRetries = 4 });
        var suspended = Gated.Remote.PassAsync(gate.Id, 1);
        await gate.ArrivalsAsync(2);

        foreach (var (task, words, attempts) in new[] { (blocked, " s (", "0 of at most 5"), (suspended, "awaits", "0 of at most 4") })
        {
            await WaitForCondition.HoldsAsync(async () => (await task.ExplainAsync()).Contains(words, StringComparison.Ordinal));
            var text = await task.ExplainAsync();
            Assert.Contains(ray.Nodes()[0].Id.ToString(), text, StringComparison.Ordinal);
            Assert.Contains(attempts, text, StringComparison.Ordinal);
        }

        gate.Open();
        Assert.Equal((int[])[0, 1], await Ray.GetAsync([blocked, suspended], Patience.Limit));
    }

    [Fact]
    public async Task A_timeout_says_the_same()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var running = Gated.Remote.Pass(gate.Id, 0);
        await gate.ArrivalsAsync(1);
        var queued = Sums.Remote.Add(1, 2);

        var late = await Assert.ThrowsAsync<GetTimeoutException>(async () => await Ray.GetAsync(queued, TimeSpan.Zero));

        Assert.Contains("held by task 'Gated.Pass'", late.WaitReason, StringComparison.Ordinal);
        gate.Open();
        Assert.Equal(0, await running.Soon());
    }
}
