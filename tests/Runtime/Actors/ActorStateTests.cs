namespace Orleans.Ray.Tests.Actors;

public sealed class ActorStateTests
{
    [Fact]
    public async Task B066_Every_actor_has_its_own_state()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var counters = Enumerable.Range(0, 5).Select(i => Counter.Remote.Create(i)).ToArray();

        var sequential = counters.Select(counter => Enumerable.Range(0, 50).Select(_ => counter.Increment()).ToArray()).ToArray();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Enumerable.Range(i + 1, 50), await sequential[i].Soon());
        }

        var interleaved = Enumerable.Range(0, 50).SelectMany(_ => counters.Select(counter => counter.Increment())).ToArray();
        var values = await interleaved.Soon();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Enumerable.Range(i + 51, 50), values.Where((_, index) => index % 5 == i));
        }
    }

    [Fact]
    public async Task B250_Acceptance_values_of_the_counters()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var counters = Enumerable.Range(0, 10).Select(_ => Counter.Remote.Create()).ToArray();

        Assert.Equal(Enumerable.Repeat(1, 10), await counters.Select(counter => counter.Increment()).ToArray().Soon());
        Assert.Equal((int[])[2, 3, 4, 5, 6], await Enumerable.Range(0, 5).Select(_ => counters[0].Increment()).ToArray().Soon());
    }

    [Fact]
    public async Task B067_Tasks_in_actors_actors_in_actors_and_actors_in_tasks()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var parents = Enumerable.Range(0, 10).Select(i => Parent.Remote.Create(i)).ToArray();

        for (var i = 0; i < 10; i++)
        {
            var parent = parents[i];
            var calls = Enumerable.Range(0, 20)
                .SelectMany(n => new[] { parent.AddInTask(n), parent.AddInTaskAsync(n), parent.AddInChild(n), Families.Remote.AddInNewActor(i, n) })
                .ToArray();
            Assert.Equal(Enumerable.Range(0, 20).SelectMany(n => Enumerable.Repeat(i + n, 4)), await calls.Soon());
        }
    }

    [Fact]
    public async Task B071_A_chain_of_delegating_actors_answers_a_hundred_calls()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var a = Relay.Remote.Create(new List<Relay.Handle>());
        var b = Relay.Remote.Create(new List<Relay.Handle> { a });
        var c = Relay.Remote.Create(new List<Relay.Handle> { b });

        var blocking = Enumerable.Range(0, 100).Select(i => c.Echo(i)).ToArray();
        Assert.Equal(Enumerable.Range(0, 100), await blocking.Soon());
        var asynchronous = Enumerable.Range(0, 100).Select(i => c.EchoAsync(i)).ToArray();
        Assert.Equal(Enumerable.Range(0, 100), await asynchronous.Soon());
    }

    [Fact]
    public async Task B070_Methods_of_a_base_class_can_be_called()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var actor = Derived.Remote.Create();

        Assert.Equal("base", await actor.FromBase().Soon());
        Assert.Equal("derived", await actor.Overridden().Soon());
    }

    [Fact]
    public async Task Every_kind_of_method_returns()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var actor = Methods.Remote.Create();

        Assert.Equal(1, await actor.Sync().Soon());
        Assert.Equal(2, await actor.Task().Soon());
        Assert.Equal(3, await actor.ValueTask().Soon());
        Assert.Equal(default, await actor.Nothing().Soon());
        Assert.Equal(default, await actor.NothingTask().Soon());
        Assert.Equal(default, await actor.NothingValueTask().Soon());
        Assert.Equal(6, await actor.Calls().Soon());
    }

    [Fact]
    public async Task An_actor_knows_its_id()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var one = Counter.Remote.Create();
        var two = Counter.Remote.Create();

        Assert.Equal(one.Id, await one.Self().Soon());
        Assert.Equal(two.Id, await two.Self().Soon());
        Assert.NotEqual(one.Id, two.Id);
        Assert.Contains("Counter", one.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_constructor_runs_once_with_its_arguments_resolved()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var counter = Counter.Remote.Create(Gated.Remote.Later(gate.Id, 10));
        var call = counter.Increment();
        Assert.False(call.IsReady);

        gate.Open();

        Assert.Equal(11, await call.Soon());
    }

    [Fact]
    public async Task Two_thousand_actors_can_live_at_once()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var counters = Enumerable.Range(0, 2000).Select(i => Counter.Remote.Create(i)).ToArray();

        Assert.Equal(Enumerable.Range(1, 2000), await counters.Select(counter => counter.Increment()).ToArray().Soon());
        Assert.Equal(Enumerable.Range(2, 2000), await counters.Select(counter => counter.Increment()).ToArray().Soon());
        foreach (var counter in counters)
        {
            await counter.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_actor_may_call_itself_when_it_does_not_wait()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var actor = SelfCaller.Remote.Create();

        var inner = await actor.CallSelf(actor, 3).Soon();

        Assert.Equal(3, await inner.Soon());
        Assert.Equal(4, await actor.Calls().Soon());
    }
}
