namespace Orleans.Ray.Tests.Actors;

public sealed class ActorOptionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_concurrency_below_one_is_refused(int maxConcurrency)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var refused = Assert.ThrowsAny<ArgumentException>(() => Counter.Remote.Create(0, new ActorOptions { MaxConcurrency = maxConcurrency }));

        Assert.Contains("MaxConcurrency", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lifetime_that_is_none_is_refused()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var refused = Assert.ThrowsAny<ArgumentException>(() => Counter.Remote.Create(0, new ActorOptions { Lifetime = (ActorLifetime)7 }));

        Assert.Contains("Detached", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fewer_than_minus_one_restarts_are_refused()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var refused = Assert.ThrowsAny<ArgumentException>(() => Counter.Remote.Create(0, new ActorOptions { MaxRestarts = -2 }));

        Assert.Contains("MaxRestarts", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_creation_leaves_nothing_behind()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.ThrowsAny<ArgumentException>(() => Counter.Remote.Create(0, new ActorOptions { Name = "hits", NumCpus = -1 }));

        await using var counter = Counter.Remote.Create(0, new ActorOptions { Name = "hits", NumCpus = 1 });
        Assert.Equal(1, await counter.Increment().Soon());
    }
}
