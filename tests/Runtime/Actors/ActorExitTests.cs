namespace Orleans.Ray.Tests.Actors;

public sealed class ActorExitTests
{
    [Fact]
    public async Task B083_An_async_actor_exits_at_once_though_a_call_is_endless()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        using var gate = new Gate();
        await using var actor = AsyncFragile.Remote.Create(chronicle.Id, new ActorOptions { NumCpus = 1, MaxRestarts = -1, MaxTaskRetries = -1 });
        var endless = actor.Pass(gate.Id, "endless");
        await gate.ArrivalsAsync(1);

        await actor.Exit().Soon();

        var died = await Assert.ThrowsAsync<ActorDiedException>(() => endless.Soon());
        Assert.Contains("exited by itself", died.Message, StringComparison.Ordinal);
        Assert.Contains("exited by itself", (await Assert.ThrowsAsync<ActorDiedException>(() => actor.Next().Soon())).Message, StringComparison.Ordinal);
        await WaitForCondition.HoldsAsync(() => chronicle.Count("dispose") == 1 && ray.AvailableResources().GetValueOrDefault("CPU") == 1);
        Assert.Equal(1, chronicle.Count("construct"));
    }

    [Fact]
    public async Task B083_An_async_actor_exits_at_once_though_a_call_never_rests()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = AsyncFragile.Remote.Create(chronicle.Id);
        var restless = actor.Spin();

        await actor.Exit().Soon();

        await Assert.ThrowsAsync<ActorDiedException>(() => restless.Soon());
        await WaitForCondition.HoldsAsync(() => chronicle.Count("dispose") == 1);
    }

    [Fact]
    public async Task B115_An_actor_that_exits_is_not_restarted_and_calls_behind_it_fail()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { NumCpus = 1, MaxRestarts = -1, MaxTaskRetries = -1 });
        var before = actor.Next();
        var exit = actor.Exit();
        var behind = actor.Next();

        Assert.Equal(1, await before.Soon());
        Assert.Equal(2, await exit.Soon());
        Assert.Contains("exited by itself", (await Assert.ThrowsAsync<ActorDiedException>(() => behind.Soon())).Message, StringComparison.Ordinal);
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
        Assert.Equal(["construct", "dispose"], chronicle.Lines);
    }

    [Fact]
    public async Task B078_An_actor_that_exits_is_disposed_of_and_one_that_is_killed_or_crashes_is_not()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var crashes = Fragile.Remote.Create(chronicle.Id);
        await using var killed = Fragile.Remote.Create(chronicle.Id);
        await using var exits = Fragile.Remote.Create(chronicle.Id);
        await new[] { crashes.Next(), killed.Next(), exits.Next() }.Soon();

        await Assert.ThrowsAsync<ActorDiedException>(() => crashes.Crash().Soon());
        await Ray.KillAsync(killed).Soon();
        Assert.Equal(0, chronicle.Count("dispose"));
        await exits.Exit().Soon();

        await WaitForCondition.HoldsAsync(() => chronicle.Count("dispose") == 1);
    }

    [Fact]
    public async Task A_name_is_free_when_its_actor_has_exited()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        var options = new ActorOptions { Name = "once", GetIfExists = true };
        await using var first = Fragile.Remote.Create(chronicle.Id, options: options);
        await first.Exit().Soon();
        await Assert.ThrowsAsync<ActorDiedException>(() => first.Next().Soon());

        await using var second = Fragile.Remote.Create(chronicle.Id, options: options);

        Assert.Equal(1, await second.Next().Soon());
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task Only_an_actor_can_exit()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Contains("Ray.KillAsync", Assert.Throws<InvalidOperationException>(Ray.ExitActor).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Departures.Remote.InATask().Soon());
    }

    [Fact]
    public async Task A_kill_or_restart_of_a_dead_actor_does_nothing()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { MaxRestarts = -1 });
        await Ray.KillAsync(actor).Soon();

        await Ray.KillAsync(actor).Soon();
        await ray.KillAsync(actor, noRestart: false).Soon();
        await Assert.ThrowsAsync<ArgumentNullException>(() => Ray.KillAsync(null!, noRestart: false));

        var died = await Assert.ThrowsAsync<ActorDiedException>(() => actor.Next().Soon());
        Assert.Contains("killed", died.Message, StringComparison.Ordinal);
    }
}
