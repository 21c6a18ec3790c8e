namespace Orleans.Ray.Tests.Nodes;

[Collection(ProcessWideCollection.Name)]
public sealed class NoNodeTests
{
    [Fact]
    public async Task Use_before_init_says_what_to_call()
    {
        Assert.False(Ray.IsInitialized);
        var refused = Assert.Throws<RayNotInitializedException>(() => Ray.Put(1));

        Assert.Contains("InitAsync", refused.Message, StringComparison.Ordinal);
        Assert.Throws<RayNotInitializedException>(() => Ray.Current);
        Assert.Throws<RayNotInitializedException>(() => RayContext.Current);
        Assert.Throws<RayNotInitializedException>(() => Ray.Nodes());
        Assert.Throws<RayNotInitializedException>(() => Sums.Remote.Add(1, 2));
        await Assert.ThrowsAsync<RayNotInitializedException>(() => Ray.GetActorAsync<Counter.Handle>("hits"));
    }

    [Fact]
    public void B065_Creating_an_actor_before_init_fails_clearly()
    {
        var refused = Assert.Throws<RayNotInitializedException>(() => Counter.Remote.Create(0));

        Assert.Contains("InitAsync", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submitting_after_dispose_says_that_it_is_over()
    {
        var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var counter = Counter.Remote.Create(0);
        Assert.True(Ray.IsInitialized);
        await ray.DisposeAsync();

        Assert.False(Ray.IsInitialized);
        Assert.Throws<RayNotInitializedException>(() => Sums.Remote.Add(1, 2));
        Assert.Throws<RayNotInitializedException>(() => Counter.Remote.Create(0));
        Assert.Throws<RayNotInitializedException>(() => Ray.Put(1));
        Assert.Throws<RayNotInitializedException>(() => ray.Put(1));
        await Assert.ThrowsAsync<RayNotInitializedException>(() => ray.GetActorAsync<Counter.Handle>("hits"));
        await Assert.ThrowsAsync<ActorDiedException>(() => counter.Increment().Soon());
    }

    [Fact]
    public async Task A_thread_of_no_flow_uses_the_last_node_that_is_open()
    {
        await using var first = await Ray.InitAsync(o => o.NumCpus = 1);
        Assert.Equal(1, await OnForeignThreadAsync(static () => Ray.ClusterResources()["CPU"]));

        await StartInAnotherFlowAsync(async () =>
        {
            await using var second = await Ray.InitAsync(o => o.NumCpus = 2);
            Assert.Equal(2, await OnForeignThreadAsync(static () => Ray.ClusterResources()["CPU"]));
            Assert.Equal(2, Ray.ClusterResources()["CPU"]);
        });

        Assert.Equal(1, await OnForeignThreadAsync(static () => Ray.ClusterResources()["CPU"]));
        Assert.Equal(1, Ray.ClusterResources()["CPU"]);
    }

    private static Task<T> OnForeignThreadAsync<T>(Func<T> function)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(function);
        }
    }

    private static Task StartInAnotherFlowAsync(Func<Task> function)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(function);
        }
    }
}
