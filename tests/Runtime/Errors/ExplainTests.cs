namespace Orleans.Ray.Tests.Errors;

public sealed class ExplainTests
{
    [Fact]
    public async Task A_ready_object_says_so()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var done = Sums.Remote.Add(1, 2);
        await done.Soon();

        Assert.Contains("ready", await done.ExplainAsync(), StringComparison.Ordinal);
        Assert.Contains("ready", await Ray.Put(1).ExplainAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_object_says_how()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var failed = Failures.Remote.ThrowFromVoid("the reason");
        await Assert.ThrowsAsync<InvalidOperationException>(() => failed.Soon());

        var text = await failed.ExplainAsync();

        Assert.Contains("failed", text, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", text, StringComparison.Ordinal);
        Assert.Contains("the reason", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_task_says_that_it_runs()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var running = Gated.Remote.Pass(gate.Id);
        await gate.ArrivalsAsync(1);

        var text = await running.ExplainAsync();

        Assert.Contains("Gated.Pass", text, StringComparison.Ordinal);
        Assert.Contains("run", text, StringComparison.Ordinal);
        AssertOneLine(text);
    }

    [Fact]
    public async Task A_task_that_waits_for_an_argument_names_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var dependent = Sums.Remote.Add(1, Gated.Remote.Later(gate.Id));

        var text = await dependent.ExplainAsync();

        Assert.Contains("Sums.Add", text, StringComparison.Ordinal);
        Assert.Contains("argument", text, StringComparison.Ordinal);
        Assert.Contains("Gated.Later", text, StringComparison.Ordinal);
        AssertOneLine(text);
    }

    [Fact]
    public async Task A_task_that_waits_for_resources_says_which()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 2;
            o.Resources["tpu"] = 1;
        });
        using var gate = new Gate();
        var options = new TaskOptions { Resources = new Dictionary<string, double> { ["tpu"] = 1 } };
        var running = Gated.Remote.Pass(gate.Id, options: options);
        await gate.ArrivalsAsync(1);
        var queued = Sums.Remote.Add(1, 2, options);

        var text = await queued.ExplainAsync();

        Assert.Contains("Sums.Add", text, StringComparison.Ordinal);
        Assert.Contains("tpu", text, StringComparison.Ordinal);
        AssertOneLine(text);
        gate.Open();
        Assert.Equal(0, await running.Soon());
        Assert.Equal(3, await queued.Soon());
    }

    [Fact]
    public async Task A_call_that_waits_for_its_turn_names_the_actor()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var actor = GatedActor.Remote.Create();
        var running = actor.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        var queued = actor.See(1);

        Assert.Contains("GatedActor.Pass", await running.ExplainAsync(), StringComparison.Ordinal);
        var text = await queued.ExplainAsync();
        Assert.Contains("GatedActor", text, StringComparison.Ordinal);
        Assert.Contains("turn", text, StringComparison.Ordinal);
        AssertOneLine(text);
    }

    [Fact]
    public async Task A_call_to_an_actor_that_waits_for_resources_says_which()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var holder = Counter.Remote.Create(0, new ActorOptions { NumCpus = 1 });
        await holder.Increment().Soon();
        var waiting = Counter.Remote.Create(0, new ActorOptions { NumCpus = 1 });

        var text = await waiting.Increment().ExplainAsync();

        Assert.Contains("Counter", text, StringComparison.Ordinal);
        Assert.Contains("CPU", text, StringComparison.Ordinal);
        AssertOneLine(text);
    }

    private static void AssertOneLine(string text)
    {
        Assert.DoesNotContain('\n', text);
        Assert.InRange(text.Length, 10, 1000);
    }
}
