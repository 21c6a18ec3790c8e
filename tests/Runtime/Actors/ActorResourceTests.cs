namespace Orleans.Ray.Tests.Actors;

public sealed class ActorResourceTests
{
    private static readonly ActorOptions OneCpu = new() { NumCpus = 1 };

    [Fact]
    public async Task An_actor_holds_what_it_asks_for_as_long_as_it_lives()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var counter = Counter.Remote.Create(0, OneCpu);
        await counter.Increment().Soon();

        Assert.Equal(1, ray.AvailableResources()["CPU"]);
        await counter.DisposeAsync();

        await WaitForCondition.HoldsAsync(() => ray.AvailableResources()["CPU"] == 2);
    }

    [Fact]
    public async Task S3_An_actor_that_waits_for_a_task_gives_its_cpu_back_meanwhile()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var actor = Laborer.Remote.Create(OneCpu);

        Assert.Equal(3, await actor.Add(1, 2).Soon());
        Assert.Equal(3, await actor.AddAsync(1, 2).Soon());
        Assert.Equal(3, await actor.AddAndWait(1, 2).Soon());
        Assert.False(ray.AvailableResources().ContainsKey("CPU"));
        await Ray.KillAsync(actor);
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task Its_constructor_may_wait_for_a_task_too()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var actor = Founder.Remote.Create(1, OneCpu);

        Assert.Equal(3, await actor.Sum().Soon());
        Assert.False(ray.AvailableResources().ContainsKey("CPU"));
    }

    [Fact]
    public async Task Several_calls_that_wait_at_once_give_one_cpu_back_once()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var inside = new List<ObjectRef<int>> { Gated.Remote.Later(gate.Id, 1) };
        var blocking = Waiter.Remote.Create(new ActorOptions { NumCpus = 1, MaxConcurrency = 4 });
        var asynchronous = AsyncWaiter.Remote.Create(OneCpu);
        var calls = Enumerable.Range(0, 4).SelectMany(_ => new[] { blocking.GetInside(inside), asynchronous.AwaitInside(inside) }).ToArray();

        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 2);
        gate.Open();

        Assert.Equal(Enumerable.Repeat(1, 8), await calls.Soon());
        Assert.False(ray.AvailableResources().ContainsKey("CPU"));
        await Ray.KillAsync(blocking);
        await Ray.KillAsync(asynchronous);
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task An_actor_killed_while_it_waits_gives_all_back_once()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var inside = new List<ObjectRef<int>> { Gated.Remote.Later(gate.Id, 1) };
        var blocking = Waiter.Remote.Create(OneCpu);
        var asynchronous = AsyncWaiter.Remote.Create(OneCpu);
        var calls = new[] { blocking.GetInside(inside), asynchronous.AwaitInside(inside) };
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 2);

        await Ray.KillAsync(blocking).Soon();
        await Ray.KillAsync(asynchronous).Soon();
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<ActorDiedException>(() => call.Soon());
        }

        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
        gate.Open();
        Assert.Equal(1, await inside[0].Soon());
        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task An_actor_killed_while_it_runs_keeps_nothing()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var actor = GatedActor.Remote.Create(OneCpu);
        var running = actor.Pass(gate.Id);
        await gate.ArrivalsAsync(1);

        await Ray.KillAsync(actor).Soon();
        gate.Open();

        await Assert.ThrowsAsync<ActorDiedException>(() => running.Soon());
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
    }

    [Fact]
    public async Task A_dispose_method_that_throws_frees_name_and_resources()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 1;
            o.ConfigureLogging = static _ => { };
        });
        var options = new ActorOptions { NumCpus = 1, Name = "sore" };
        var sore = SoreLoser.Remote.Create(options);
        Assert.Equal(1, await sore.Ping().Soon());
        await sore.DisposeAsync();

        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
        Assert.Equal(1, await SoreLoser.Remote.Create(options).Ping().Soon());
    }

    [Fact]
    public async Task Default_actors_ask_for_nothing()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var counters = Enumerable.Range(0, 10).Select(i => Counter.Remote.Create(i)).ToArray();

        Assert.Equal(Enumerable.Range(1, 10), await counters.Select(counter => counter.Increment()).ToArray().Soon());

        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }
}
