namespace Orleans.Ray.Tests.Actors;

/// <summary>How long an actor waits that crashes again and again, on a clock that the tests turn.</summary>
public sealed class ActorBackOffTests
{
    private static readonly ActorOptions Endless = new() { MaxRestarts = -1 };

    [Fact]
    public async Task B117_Crashes_that_follow_each_other_closely_are_followed_by_longer_and_longer_waits()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: Endless);
        await CrashAsync(actor);
        await CrashAsync(actor);
        await IsAliveAsync(actor);
        Assert.Equal(3, chronicle.Count("construct"));

        for (var (lives, wait) = (3, 10.0); lives < 16; (lives, wait) = (lives + 1, Math.Min(2 * wait, 10_000)))
        {
            await CrashAsync(actor);
            await WaitForCondition.HoldsAsync(() => node.Timers == 1);
            node.Time.Advance(TimeSpan.FromMilliseconds(wait - 1));
            Assert.Equal(lives, chronicle.Count("construct"));
            Assert.Equal(1, node.Timers);

            node.Time.Advance(TimeSpan.FromMilliseconds(1));

            await IsAliveAsync(actor);
            Assert.Equal(lives + 1, chronicle.Count("construct"));
        }
    }

    [Fact]
    public async Task B117_After_a_long_life_the_next_begins_at_once_again()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: Endless);
        await CrashAsync(actor);
        await CrashAsync(actor);
        await IsAliveAsync(actor);

        node.Time.Advance(TimeSpan.FromSeconds(10));
        await CrashAsync(actor);

        await IsAliveAsync(actor);
        Assert.Equal(0, node.Timers);
        Assert.Equal(4, chronicle.Count("construct"));
    }

    [Fact]
    public async Task Whoever_wants_the_restart_need_not_wait_for_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: Endless);
        await IsAliveAsync(actor);

        for (var lives = 2; lives < 10; lives++)
        {
            await Ray.KillAsync(actor, noRestart: false).Soon();
            Assert.Equal(lives, chronicle.Count("construct"));
        }

        Assert.Equal(0, node.Timers);
    }

    [Fact]
    public async Task An_actor_that_is_killed_while_it_waits_is_not_constructed_again()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: Endless with { NumCpus = 1 });
        for (var crash = 0; crash < 3; crash++)
        {
            await CrashAsync(actor);
        }

        await WaitForCondition.HoldsAsync(() => node.Timers == 1);
        await Ray.KillAsync(actor).Soon();
        node.Time.Advance(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<ActorDiedException>(() => actor.Next().Soon());
        Assert.Equal(3, chronicle.Count("construct"));
        Assert.Equal(1, node.FreeCpus);
    }

    private static async Task CrashAsync(Fragile.Handle actor)
    {
        await IsAliveAsync(actor);
        await Assert.ThrowsAsync<ActorUnavailableException>(() => actor.Crash().Soon());
    }

    // A call with retries waits for the next instance.
    private static Task IsAliveAsync(Fragile.Handle actor) => actor.Next(new ActorCallOptions { MaxTaskRetries = -1 }).Soon();
}
