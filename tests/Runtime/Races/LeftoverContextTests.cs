namespace Orleans.Ray.Tests.Races;

/// <summary>What user code leaves on a thread does not reach what runs there next.</summary>
public sealed class LeftoverContextTests
{
    [Fact]
    public async Task A_synchronization_context_that_a_task_sets_is_gone_in_the_next()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var first = Gated.Remote.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        var setter = ContextSetters.Remote.SetOne();
        var readers = Enumerable.Range(0, 5).Select(_ => ContextSetters.Remote.ReadIt()).ToArray();

        gate.Open();

        Assert.All(await readers.Soon(), name => Assert.Equal("none", name));
        Assert.Equal(0, await first.Soon());
        Assert.Equal(1, await setter.Soon());
    }

    [Fact]
    public async Task An_async_actor_has_its_synchronization_context_in_each_call_although_one_took_it_away()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var actor = ContextClearer.Remote.Create();

        var own = actor.Clear();
        var readers = Enumerable.Range(0, 3).Select(_ => actor.ReadIt()).ToArray();

        var expected = await own.Soon();
        Assert.NotEqual("none", expected);
        Assert.All(await readers.Soon(), names => Assert.Equal([expected, expected], names));
    }

    [Fact]
    public async Task A_dispose_method_does_not_run_as_the_task_that_dropped_the_last_handle()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var report = new Parcel<Whereabouts>();
        var locator = Locator.Remote.Create(report.Id);
        await locator.Ping().Soon();
        var dropper = Owners.Remote.DropAfter(new List<Locator.Handle> { locator }, gate.Id);
        await gate.ArrivalsAsync(1);
        await locator.DisposeAsync();
        Assert.False(report.Content.IsCompleted);

        gate.Open();

        Assert.Equal(1, await dropper.Soon());
        await WaitForCondition.HoldsAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return report.Content.IsCompleted;
        });
        var place = await report.Content;
        Assert.Null(place.Task);
        Assert.Null(place.TaskName);
        Assert.Equal(RayContext.Current.JobId, place.Job);
    }
}
