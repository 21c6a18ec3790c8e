namespace Orleans.Ray.Tests.Actors;

public sealed class ActorLifetimeTests
{
    [Fact]
    public async Task B073_A_temporary_handle_still_answers()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var calls = Enumerable.Range(0, 20).Select(i => Counter.Remote.Create(i).Increment()).ToArray();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        Assert.Equal(Enumerable.Range(1, 20), await calls.Soon());
    }

    [Fact]
    public async Task Calls_made_before_the_last_handle_went_still_finish()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var actor = GatedActor.Remote.Create();
        var running = actor.Pass(gate.Id, 1);
        var queued = actor.See(2);

        await actor.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => { actor.See(3); });
        gate.Open();
        Assert.Equal(1, await running.Soon());
        Assert.Equal(2, await queued.Soon());
    }

    [Fact]
    public async Task B074_A_handle_held_by_a_pending_task_keeps_the_actor_and_then_its_resources_are_free()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 1;
            o.Resources["seat"] = 1;
        });
        using var gate = new Gate();
        using var departure = new Departure();
        var options = new ActorOptions { Resources = new Dictionary<string, double> { ["seat"] = 1 }, MaxRestarts = 3 };
        var guest = Guest.Remote.Create(departure.Id, options);
        await guest.Ping().Soon();
        var pending = Pending.Remote.PingAfter(Gated.Remote.Later(gate.Id, 5), guest);

        await guest.DisposeAsync();
        Assert.False(departure.Disposed.IsCompleted);
        Assert.False(ray.AvailableResources().ContainsKey("seat"));
        gate.Open();

        Assert.Equal(6, await pending.Soon());
        await WaitForCondition.HoldsAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return departure.Disposed.IsCompleted;
        });
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("seat") == 1);
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task B075_A_result_outlives_the_task_that_created_its_actor()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var inside = await Families.Remote.CallInNewActor(4).Soon();

        Assert.Equal(5, await inside[0].Soon());
    }

    [Fact]
    public async Task A_handle_returned_from_a_task_works_after_the_task()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await using var counter = await Families.Remote.NewActor(4).Soon();

        Assert.Equal(5, await counter.Increment().Soon());
        Assert.Equal(6, await counter.Increment().Soon());
    }

    [Fact]
    public async Task Handles_work_as_arguments_and_in_containers()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var one = Counter.Remote.Create(0);
        var two = Counter.Remote.Create(100);

        Assert.Equal(5, await Families.Remote.IncrementHeld(one, 5).Soon());
        Assert.Equal(107, await Families.Remote.IncrementAll(new List<Counter.Handle> { one, two }).Soon());
        Assert.Equal(7, await one.Increment().Soon());
        Assert.Equal(108, await Families.Remote.IncrementHeld(Ray.Put(one), 1).Soon() + 100);
    }

    [Fact]
    public async Task B077_Kill_fails_a_hanging_call_and_those_behind_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var signal = SignalActor.Remote.Create();
        var hanging = signal.Wait();
        await signal.CountWaiters().Soon();
        using var gate = new Gate();
        var blocked = GatedActor.Remote.Create();
        var running = blocked.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        var queued = blocked.See(1);
        var unresolved = blocked.See(Gated.Remote.Later(gate.Id));

        await Ray.KillAsync(signal).Soon();
        await ray.KillAsync(blocked).Soon();

        await Assert.ThrowsAsync<ActorDiedException>(() => hanging.Soon());
        await Assert.ThrowsAsync<ActorDiedException>(() => running.Soon());
        await Assert.ThrowsAsync<ActorDiedException>(() => queued.Soon());
        await Assert.ThrowsAsync<ActorDiedException>(() => unresolved.Soon());
        await Assert.ThrowsAsync<ActorDiedException>(() => blocked.See(2).Soon());
    }

    [Fact]
    public async Task B077_Kill_needs_a_handle_and_twice_is_fine()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await Assert.ThrowsAsync<ArgumentNullException>(() => Ray.KillAsync(null!));
        var counter = Counter.Remote.Create();

        await Ray.KillAsync(counter).Soon();
        await Ray.KillAsync(counter).Soon();

        await Assert.ThrowsAsync<ActorDiedException>(() => counter.Increment().Soon());
    }

    [Fact]
    public async Task B078_The_dispose_method_runs_at_a_graceful_end()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var departure = new Departure();
        using var asyncDeparture = new Departure();
        var guest = Guest.Remote.Create(departure.Id);
        var asyncGuest = AsyncGuest.Remote.Create(asyncDeparture.Id);
        await guest.Ping().Soon();
        await asyncGuest.Ping().Soon();

        await guest.DisposeAsync();
        await asyncGuest.DisposeAsync();

        await departure.Disposed.Soon();
        await asyncDeparture.Disposed.Soon();
    }

    [Fact]
    public async Task B078_Kill_skips_the_dispose_method()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var idle = new Departure();
        using var busy = new Departure();
        var options = new ActorOptions { NumCpus = 0.5 };
        var idleGuest = Guest.Remote.Create(idle.Id, options);
        var busyGuest = Guest.Remote.Create(busy.Id, options);
        await idleGuest.Ping().Soon();
        var running = busyGuest.Pass(gate.Id);
        await gate.ArrivalsAsync(1);

        await Ray.KillAsync(idleGuest).Soon();
        await Ray.KillAsync(busyGuest).Soon();
        gate.Open();
        await Assert.ThrowsAsync<ActorDiedException>(() => running.Soon());
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
        await idleGuest.DisposeAsync();
        await busyGuest.DisposeAsync();

        Assert.False(idle.Disposed.IsCompleted);
        Assert.False(busy.Disposed.IsCompleted);
    }

    [Fact]
    public async Task A_dispose_method_runs_once_after_all_calls_when_several_handles_go()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var departure = new Departure();
        using var gate = new Gate();
        var guest = Guest.Remote.Create(departure.Id, new ActorOptions { Name = "guest" });
        var second = await Ray.GetActorAsync<Guest.Handle>("guest");
        var running = guest.Pass(gate.Id);
        await guest.DisposeAsync();
        await guest.DisposeAsync();
        await gate.ArrivalsAsync(1);
        await second.DisposeAsync();
        Assert.False(departure.Disposed.IsCompleted);

        gate.Open();

        Assert.Equal(1, await running.Soon());
        await departure.Disposed.Soon();
    }

    [Fact]
    public async Task A_forgotten_handle_ends_its_actor()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var departure = new Departure();
        await CreateAndForgetAsync(departure.Id);

        await WaitForCondition.HoldsAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return departure.Disposed.IsCompleted;
        });
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task B079_Kill_right_after_create_frees_the_resources_for_the_next()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var options = new ActorOptions { NumCpus = 1 };
        for (var i = 0; i < 20; i++)
        {
            await Ray.KillAsync(Counter.Remote.Create(i, options)).Soon();
        }

        var last = Counter.Remote.Create(5, options);

        Assert.Equal(6, await last.Increment().Soon());
    }

    [Fact]
    public async Task An_actor_that_waits_for_resources_starts_when_they_are_free_and_can_be_killed_before()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var options = new ActorOptions { NumCpus = 1 };
        var holder = Counter.Remote.Create(0, options);
        await holder.Increment().Soon();
        var killed = Counter.Remote.Create(0, options);
        var lost = killed.Increment();
        var next = Counter.Remote.Create(10, options);
        var call = next.Increment();

        await Ray.KillAsync(killed).Soon();
        await Assert.ThrowsAsync<ActorDiedException>(() => lost.Soon());
        Assert.False(call.IsReady);
        await Ray.KillAsync(holder).Soon();

        Assert.Equal(11, await call.Soon());
        await next.DisposeAsync();
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
    }

    [Fact]
    public async Task Actors_end_with_their_node()
    {
        await using (var ray = await Ray.InitAsync(o => o.NumCpus = 1))
        {
            var counter = Counter.Remote.Create();
            Assert.Equal(1, await counter.Increment().Soon());
        }

        await using var next = await Ray.InitAsync(o => o.NumCpus = 1);
        Assert.Equal(1, await Counter.Remote.Create().Increment().Soon());
    }

    private static async Task CreateAndForgetAsync(string departure)
    {
        var guest = Guest.Remote.Create(departure);
        await guest.Ping();
    }
}
