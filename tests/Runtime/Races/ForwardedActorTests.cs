using System.Diagnostics;

namespace Orleans.Ray.Tests.Races;

/// <summary>An actor whose name another one has passes on calls, holds and kills, whether they come before or after it learns that.</summary>
public sealed class ForwardedActorTests
{
    private static readonly ActorOptions Same = new() { Name = "same", GetIfExists = true, NumCpus = 1 };

    [Fact]
    public async Task A_handle_that_was_dropped_before_its_actor_was_forwarded_holds_nothing()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithSlowNames(2);
        using var departure = new Departure();
        var guest = Guest.Remote.Create(departure.Id, Same);
        await guest.Ping().Soon();
        node.Names.Hold();
        var second = Guest.Remote.Create(departure.Id, Same);

        await second.DisposeAsync();
        await ForwardAsync(node, second, guest);
        Assert.False(departure.Disposed.IsCompleted);
        await guest.DisposeAsync();

        await departure.Disposed.Soon();
        await WaitForCondition.HoldsAsync(() => node.FreeCpus == 2);
    }

    [Fact]
    public async Task A_forwarded_handle_keeps_the_other_actor_alive_and_then_lets_it_go()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithSlowNames(2);
        using var departure = new Departure();
        var guest = Guest.Remote.Create(departure.Id, Same);
        await guest.Ping().Soon();
        node.Names.Hold();
        var second = Guest.Remote.Create(departure.Id, Same);

        await ForwardAsync(node, second, guest);
        await guest.DisposeAsync();
        Assert.Equal(1, await second.Ping().Soon());
        Assert.False(departure.Disposed.IsCompleted);
        await second.DisposeAsync();

        await departure.Disposed.Soon();
        await WaitForCondition.HoldsAsync(() => node.FreeCpus == 2);
    }

    [Fact]
    public async Task A_copy_of_a_handle_made_before_its_actor_was_forwarded_keeps_the_other_actor_alive()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithSlowNames(2);
        using var gate = new Gate();
        var counter = Counter.Remote.Create(10, Same);
        await counter.Increment().Soon();
        node.Names.Hold();
        var second = Counter.Remote.Create(100, Same);
        var user = Owners.Remote.IncrementAfter(new List<Counter.Handle> { second }, gate.Id, 5);

        await ForwardAsync(node, second, counter);
        await second.DisposeAsync();
        await counter.DisposeAsync();
        gate.Open();

        Assert.Equal(16, await user.Soon());
    }

    [Fact]
    public async Task Calls_held_when_their_actor_was_forwarded_fail_when_the_other_is_killed()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithSlowNames(2);
        using var gate = new Gate();
        var actor = GatedActor.Remote.Create(Same);
        await actor.See(0).Soon();
        node.Names.Hold();
        var second = GatedActor.Remote.Create(Same);
        var held = second.See(Gated.Remote.Later(gate.Id, 1));
        var behind = second.See(2);

        await ForwardAsync(node, second, actor);
        await Ray.KillAsync(actor).Soon();

        await Assert.ThrowsAsync<ActorDiedException>(() => held.Soon());
        await Assert.ThrowsAsync<ActorDiedException>(() => behind.Soon());
    }

    [Fact]
    public async Task Calls_held_when_their_actor_was_forwarded_finish_although_all_handles_are_gone()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithSlowNames(2);
        using var gate = new Gate();
        var counter = Counter.Remote.Create(10, Same);
        await counter.Increment().Soon();
        node.Names.Hold();
        var second = Counter.Remote.Create(100, Same);
        var held = second.Increment(Gated.Remote.Later(gate.Id, 5));
        var behind = second.Increment();

        await ForwardAsync(node, second, counter);
        await counter.DisposeAsync();
        await second.DisposeAsync();
        gate.Open();

        Assert.Equal(16, await held.Soon());
        Assert.Equal(17, await behind.Soon());
        await WaitForCondition.HoldsAsync(() => node.FreeCpus == 2);
    }

    [Fact]
    public async Task A_kill_through_a_handle_whose_actor_is_not_forwarded_yet_kills_the_other()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithSlowNames(2);
        var counter = Counter.Remote.Create(10, Same);
        await counter.Increment().Soon();
        node.Names.Hold();
        var second = Counter.Remote.Create(100, Same);

        var kill = Ray.KillAsync(second);
        await ForwardAsync(node, second, counter);
        await kill.Soon();

        await Assert.ThrowsAsync<ActorDiedException>(() => counter.Increment().Soon());
        await Assert.ThrowsAsync<ActorDiedException>(() => second.Increment().Soon());
        Assert.Equal(2, node.FreeCpus);
    }

    [Fact]
    public async Task A_kill_that_comes_before_the_actor_has_its_name_leaves_the_name_free()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithSlowNames(2);
        var options = new ActorOptions { Name = "mine", NumCpus = 1 };
        node.Names.Hold();
        var kill = Ray.KillAsync(Counter.Remote.Create(0, options));

        node.Names.Answer();
        await kill.Soon();

        var next = Counter.Remote.Create(5, options);
        Assert.Equal(6, await next.Increment().Soon());
    }

    [Fact]
    public async Task An_actor_that_died_before_it_was_forwarded_stays_dead_and_holds_nothing()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithSlowNames(2);
        using var departure = new Departure();
        var guest = Guest.Remote.Create(departure.Id, Same);
        await guest.Ping().Soon();
        node.Names.Hold();
        await using var second = Guest.Remote.Create(Failures.Remote.Text("no departure"), Same);
        await Assert.ThrowsAsync<ActorDiedException>(() => second.Ping().Soon());

        node.Names.Answer();
        await second.Reference.Cell.Registration.Soon();

        Assert.Contains("no departure", (await Assert.ThrowsAsync<ActorDiedException>(() => second.Ping().Soon())).Message, StringComparison.Ordinal);
        Assert.Equal(1, await guest.Ping().Soon());
        await guest.DisposeAsync();
        await departure.Disposed.Soon();
    }

    [Fact]
    public async Task Calls_made_while_their_actor_is_forwarded_stay_in_order()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithSlowNames(2);
        for (var round = 0; round < 20; round++)
        {
            var options = new ActorOptions { Name = $"same {round}", GetIfExists = true };
            var counter = Counter.Remote.Create(0, options);
            Assert.Equal(1, await counter.Increment().Soon());
            node.Names.Hold();
            var second = Counter.Remote.Create(100, options);

            var answer = Task.Run(node.Names.Answer);
            var calls = Enumerable.Range(0, 2000).Select(_ => second.Increment()).ToArray();

            Assert.Equal(Enumerable.Range(2, 2000), await calls.Soon());
            await answer;
            await Ray.KillAsync(counter).Soon();
        }
    }

    [Fact]
    public async Task Handles_that_go_while_the_calls_move_leave_the_other_alive_for_them()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithSlowNames(2);
        for (var round = 0; round < 1000; round++)
        {
            var options = new ActorOptions { Name = $"same {round}", GetIfExists = true };
            var counter = Counter.Remote.Create(0, options);
            Assert.Equal(1, await counter.Increment().Soon());
            node.Names.Hold();
            var second = Counter.Remote.Create(100, options);
            var own = second.Id;
            var call = second.Increment();
            var (first, forwarded) = (counter.Reference, second.Reference);

            var answer = Task.Run(node.Names.Answer);

            // No pause: the moment is short.
            var begun = Stopwatch.GetTimestamp();
            while (second.Id == own)
            {
                Assert.True(Stopwatch.GetElapsedTime(begun) < Patience.Limit, "It was not forwarded.");
            }

            first.Release();
            forwarded.Release();
            Assert.Equal(2, await call.Soon());
            await answer;
        }
    }

    private static Task ForwardAsync(NodeWithSlowNames node, ActorHandle from, ActorHandle to)
    {
        Assert.NotEqual(from.Id, to.Id);
        node.Names.Answer();
        return WaitForCondition.HoldsAsync(() => from.Id == to.Id);
    }
}
