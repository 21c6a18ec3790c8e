namespace Orleans.Ray.Tests.Errors;

public sealed class ActorErrorTests
{
    [Fact]
    public async Task B049_When_the_constructor_throws_every_call_throws_with_its_message()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var actor = Stillborn.Remote.Create("no such file");

        for (var i = 0; i < 3; i++)
        {
            var died = await Assert.ThrowsAsync<ActorDiedException>(() => actor.Ping().Soon());

            Assert.Contains("no such file", died.Message, StringComparison.Ordinal);
            Assert.IsType<DescribedException>(died.InnerException);
            Assert.Equal(actor.Id, died.RayFailure()?.ActorId);
        }
    }

    [Fact]
    public async Task B082_A_constructor_that_throws_without_restarts_frees_what_the_actor_held()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var actor = Stillborn.Remote.Create("stop", new ActorOptions { NumCpus = 1, MaxRestarts = 0 });

        await Assert.ThrowsAsync<ActorDiedException>(() => actor.Ping().Soon());

        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());
    }

    [Fact]
    public async Task B050_A_method_that_throws_leaves_the_actor_and_its_state_alone()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var counter = Counter.Remote.Create(5);

        var failed = counter.Fail("once");
        var mixed = counter.IncrementThenFail("twice");
        var good = counter.Increment();

        Assert.Equal("once", (await Assert.ThrowsAsync<InvalidOperationException>(() => failed.Soon())).Message);
        Assert.Equal("twice", (await Assert.ThrowsAsync<InvalidOperationException>(() => mixed.Soon())).Message);
        Assert.Equal(7, await good.Soon());
    }

    [Fact]
    public async Task A_methods_failure_tells_the_actor_and_the_method()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var counter = Counter.Remote.Create(5);

        var failure = (await Assert.ThrowsAsync<InvalidOperationException>(() => counter.Fail("x").Soon())).RayFailure();

        Assert.NotNull(failure);
        Assert.Equal(counter.Id, failure.ActorId);
        Assert.Equal("Counter.Fail", failure.TaskName);
        Assert.Equal(ray.Nodes()[0].Id, failure.NodeId);
        Assert.Equal(["Counter.Fail"], failure.Chain);
        Assert.Contains("Fail", failure.RemoteStack, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_call_of_an_actor_fails_its_dependents()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var counter = Counter.Remote.Create(5);

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => Sums.Remote.Increment(counter.Fail("x")).Soon());

        Assert.Equal(["Counter.Fail", "Sums.Increment"], thrown.RayFailure()?.Chain);
    }

    [Fact]
    public async Task A_dead_actors_error_names_the_class_and_says_why()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var counter = Counter.Remote.Create(5, new ActorOptions { Name = "hits" });
        await Ray.KillAsync(counter);

        var died = await Assert.ThrowsAsync<ActorDiedException>(() => counter.Increment().Soon());

        Assert.Contains("Counter", died.Message, StringComparison.Ordinal);
        Assert.Contains("kill", died.Message, StringComparison.OrdinalIgnoreCase);
        Assert.IsAssignableFrom<RayActorException>(died);
        Assert.IsAssignableFrom<RayException>(died);
    }
}
