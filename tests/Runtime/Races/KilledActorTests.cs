using Orleans.Ray.Diagnostics;

namespace Orleans.Ray.Tests.Races;

/// <summary>Whatever a dead actor still has of calls fails, and it gives back what it had once.</summary>
public sealed class KilledActorTests
{
    [Fact]
    public async Task A_kill_ends_although_neither_the_name_can_be_given_back_nor_that_be_logged()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithSlowNames(new RayOptions { NumCpus = 1 }, TimeProvider.System, new RayLog(new FullLog()));
        var actor = Counter.Remote.Create(0, new ActorOptions { Name = "stubborn", NumCpus = 1 });
        Assert.Equal(1, await actor.Increment().Soon());
        node.Names.FailsToUnregister = true;

        await Ray.KillAsync(actor).Soon();

        await WaitForCondition.HoldsAsync(() => node.FreeCpus == 1);
    }

    [Fact]
    public async Task An_actor_created_with_a_failed_argument_is_dead_and_its_calls_say_so()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var failed = Failures.Remote.DivideBy(0);
        await Assert.ThrowsAsync<DivideByZeroException>(() => failed.Soon());

        var counter = Counter.Remote.Create(failed);

        await Assert.ThrowsAsync<ActorDiedException>(() => counter.Increment().Soon());
        Assert.Empty(Ray.CurrentScope.Node.Actors.Snapshot());
        Assert.Equal(ActorState.Dead, Assert.Single(await Ray.State.ListActorsAsync()).State);
    }

    [Fact]
    public async Task An_actor_that_is_created_while_its_node_stops_ends_with_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var later = new Gate();
        var ofAnotherNode = Gated.Remote.Later(later.Id, 1);
        var node = new NodeWithSlowNames(1);
        var creation = Task.Run(() => Latecomer.Remote.Create(new Sealed(1, gate.Id), ofAnotherNode));
        await gate.ArrivalsAsync(1);

        await node.DisposeAsync();
        gate.Open();
        await using var actor = await creation.Soon();

        Assert.Contains("ended with its node", (await Assert.ThrowsAsync<ActorDiedException>(() => actor.Ping().Soon())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kill_fails_the_calls_that_wait_for_an_argument_and_all_behind_them()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var actor = GatedActor.Remote.Create(new ActorOptions { NumCpus = 1 });
        await actor.See(0).Soon();
        ObjectRef<int>[] calls = [actor.See(Gated.Remote.Later(gate.Id, 1)), actor.See(2), actor.See(3)];

        await Ray.KillAsync(actor).Soon();

        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<ActorDiedException>(() => call.Soon());
        }

        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task A_call_that_goes_on_and_waits_after_the_kill_gives_no_cpu_back_again()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var laterGate = new Gate();
        using var waiting = new Parcel<int>();
        using var resumed = new Parcel<int>();
        var actor = Straggler.Remote.Create();
        var later = new List<ObjectRef<int>> { Gated.Remote.Later(laterGate.Id, 6) };
        var call = actor.PassThenAwait(gate.Id, waiting.Id, resumed.Id, later);
        await gate.ArrivalsAsync(1);

        await Ray.KillAsync(actor).Soon();
        await Assert.ThrowsAsync<ActorDiedException>(() => call.Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
        gate.Open();
        await waiting.Content.Soon();
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
        laterGate.Open();

        Assert.Equal(6, await resumed.Content.Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task A_callback_that_throws_keeps_a_kill_neither_from_other_calls_nor_from_the_name_and_the_cpu()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var options = new ActorOptions { NumCpus = 1, Name = "sore" };
        var actor = SoreCaller.Remote.Create(options);
        var throwing = actor.ThrowWhenCancelled(gate.Id);
        var other = actor.Pass(gate.Id);
        await gate.ArrivalsAsync(2);

        await Ray.KillAsync(actor).Soon();

        await Assert.ThrowsAsync<ActorDiedException>(() => throwing.Soon());
        await Assert.ThrowsAsync<ActorDiedException>(() => other.Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
        await using var next = Counter.Remote.Create(1, options);
        Assert.Equal(2, await next.Increment().Soon());
    }
}
