namespace Orleans.Ray.Tests.Actors;

public sealed class ActorRestartTests
{
    [Fact]
    public async Task B113_An_actor_that_crashes_starts_anew_once_and_then_is_dead()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { MaxRestarts = 1 });
        var before = Enumerable.Range(0, 100).Select(_ => actor.Next()).ToArray();
        var crash = actor.Crash();

        Assert.Equal(Enumerable.Range(1, 100), await before.Soon());
        await Assert.ThrowsAsync<ActorUnavailableException>(() => crash.Soon());
        await WaitForCondition.HoldsAsync(() => chronicle.Count("construct") == 2);
        await Ray.KillAsync(actor, noRestart: false).Soon();

        var died = await Assert.ThrowsAsync<ActorDiedException>(() => actor.Next().Soon());
        Assert.Contains("restarted 1 times", died.Message, StringComparison.Ordinal);
        Assert.Equal(2, chronicle.Count("construct"));
    }

    [Fact]
    public async Task B113_Calls_after_the_restart_find_new_state()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        using var gate = new Gate();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { MaxRestarts = 1 });
        Assert.Equal((int[])[1, 2], await new[] { actor.Next(), actor.Next() }.Soon());
        var running = actor.Pass(gate.Id, "running");
        await gate.ArrivalsAsync(1);
        var queued = actor.Next();

        await Ray.KillAsync(actor, noRestart: false).Soon();

        await Assert.ThrowsAsync<ActorUnavailableException>(() => running.Soon());
        await Assert.ThrowsAsync<ActorUnavailableException>(() => queued.Soon());
        Assert.Equal((int[])[1, 2, 3], await new[] { actor.Next(), actor.Next(), actor.Next() }.Soon());
        gate.Open();
        Assert.Equal(4, await actor.Next().Soon());
    }

    [Fact]
    public async Task B113_Without_restarts_a_crash_is_the_end()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { NumCpus = 1 });

        var died = await Assert.ThrowsAsync<ActorDiedException>(() => actor.Crash().Soon());

        Assert.Contains("The power went out.", died.Message, StringComparison.Ordinal);
        Assert.IsType<WorkerCrashedException>(died.InnerException);
        await Assert.ThrowsAsync<ActorDiedException>(() => actor.Next().Soon());
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
        Assert.Equal(0, chronicle.Count("dispose"));
    }

    [Fact]
    public async Task B114_With_retries_no_call_fails_and_the_order_stays()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        using var gate = new Gate();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { MaxRestarts = 1, MaxTaskRetries = -1 });
        var before = Enumerable.Range(0, 30).Select(i => actor.Write($"{i}")).ToArray();
        var midway = actor.Pass(gate.Id, "midway");
        var after = Enumerable.Range(30, 70).Select(i => actor.Write($"{i}")).ToArray();
        await gate.ArrivalsAsync(1);

        await Ray.KillAsync(actor, noRestart: false).Soon();
        await gate.ArrivalsAsync(1);
        gate.Open();

        Assert.Equal(Enumerable.Range(1, 30), await before.Soon());
        Assert.Equal(1, await midway.Soon());
        Assert.Equal(Enumerable.Range(2, 70), await after.Soon());
        var expected = Enumerable.Range(0, 30).Select(i => $"{i}").Append("midway").Append("construct").Append("midway").Concat(Enumerable.Range(30, 70).Select(i => $"{i}"));
        Assert.Equal(expected.Prepend("construct"), chronicle.Lines);
    }

    [Fact]
    public async Task B114_A_call_that_crashes_its_actor_runs_again_before_the_later_ones()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { MaxRestarts = -1, MaxTaskRetries = 3 });
        var crashing = actor.CrashTimes(3);
        var later = Enumerable.Range(0, 10).Select(_ => actor.Next()).ToArray();

        Assert.Equal(1, await crashing.Soon());
        Assert.Equal(Enumerable.Range(2, 10), await later.Soon());
        Assert.Equal(4, chronicle.Count("run"));
    }

    [Fact]
    public async Task B114_Calls_of_an_async_actor_that_were_under_way_run_again_in_their_order()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        using var gate = new Gate();
        await using var actor = AsyncFragile.Remote.Create(chronicle.Id, new ActorOptions { MaxRestarts = 1, MaxTaskRetries = 1 });
        var calls = Enumerable.Range(0, 20).Select(i => actor.Pass(gate.Id, $"{i}")).ToArray();
        await gate.ArrivalsAsync(20);
        var crash = actor.Crash();

        await gate.ArrivalsAsync(20);
        await Assert.ThrowsAsync<ActorDiedException>(() => crash.Soon());

        var order = Enumerable.Range(0, 20).Select(i => $"{i}").ToArray();
        Assert.Equal(["construct", .. order, "construct", .. order], chronicle.Lines);
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<ActorDiedException>(() => call.Soon());
        }
    }

    [Fact]
    public async Task B117_An_actor_restarts_with_nobody_calling()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { MaxRestarts = 5 });
        await actor.Next().Soon();

        for (var i = 0; i < 5; i++)
        {
            await Ray.KillAsync(actor, noRestart: false).Soon();
            Assert.Equal(i + 2, chronicle.Count("construct"));
        }

        Assert.Equal(1, await actor.Next().Soon());
        await Ray.KillAsync(actor, noRestart: false).Soon();
        await Assert.ThrowsAsync<ActorDiedException>(() => actor.Next().Soon());
    }

    [Fact]
    public async Task B117_A_restart_that_is_asked_for_before_there_is_an_instance_is_not_counted()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        using var gate = new Gate();
        var busy = Gated.Remote.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { NumCpus = 1, MaxRestarts = 1 });
        var restart = Ray.KillAsync(actor, noRestart: false);
        gate.Open();
        await restart.Soon();
        await busy.Soon();

        await Assert.ThrowsAsync<ActorUnavailableException>(() => actor.Crash().Soon());

        await WaitForCondition.HoldsAsync(() => chronicle.Count("construct") == 2);
        await Assert.ThrowsAsync<ActorDiedException>(() => actor.Crash().Soon());
    }

    [Fact]
    public async Task B117_An_actor_whose_last_handle_goes_while_it_waits_to_be_constructed_again_just_ends()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        using var gate = new Gate();
        var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { NumCpus = 1, MaxRestarts = -1 });
        await actor.Next().Soon();
        var busy = Gated.Remote.Pass(gate.Id);
        var restart = Ray.KillAsync(actor, noRestart: false);
        await gate.ArrivalsAsync(1);

        await actor.DisposeAsync();

        // Also without a CPU.
        await restart.Soon();
        gate.Open();
        await busy.Soon();
        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());
        Assert.Equal(1, chronicle.Count("construct"));
    }

    [Fact]
    public async Task B118_A_caller_that_was_restarted_calls_on()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var counter = Counter.Remote.Create();
        await using var caller = Deputy.Remote.Create(counter, new ActorOptions { MaxRestarts = 1 });
        Assert.Equal(1, await caller.Increment().Soon());
        Assert.Equal(2, await caller.Increment().Soon());

        await Ray.KillAsync(caller, noRestart: false).Soon();

        Assert.Equal(3, await caller.Increment().Soon());
        Assert.Equal(4, await counter.Increment().Soon());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public async Task B082_A_constructor_that_keeps_crashing_uses_up_the_restarts(int restarts, int constructions)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, 1000, options: new ActorOptions { MaxRestarts = restarts, NumCpus = 1 });

        var died = await Assert.ThrowsAsync<ActorDiedException>(() => actor.Next(new ActorCallOptions { MaxTaskRetries = -1 }).Soon());

        Assert.Contains("The constructor crashed.", died.Message, StringComparison.Ordinal);
        Assert.Equal(constructions, chronicle.Count("construct"));
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
    }

    [Fact]
    public async Task B082_The_third_construction_succeeds()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id, 2, options: new ActorOptions { MaxRestarts = 3, MaxTaskRetries = -1 });

        Assert.Equal(1, await actor.Next().Soon());
        Assert.Equal(3, chronicle.Count("construct"));
    }

    [Fact]
    public async Task The_constructor_gets_its_arguments_as_they_were()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        List<int> shared = [1, 2, 3];
        await using var actor = Fragile.Remote.Create(chronicle.Id, 0, shared, new ActorOptions { MaxRestarts = 1 });
        shared.Clear();
        Assert.Equal(4, await actor.AddToShared(4).Soon());
        Assert.Equal(5, await actor.AddToShared(5).Soon());

        await Ray.KillAsync(actor, noRestart: false).Soon();

        Assert.Equal(4, await actor.AddToShared(4).Soon());
    }

    [Fact]
    public async Task B079_Kill_right_after_create_frees_for_the_next_and_with_restarts_the_next_call_works()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        var whole = new ActorOptions { NumCpus = 1 };
        var killed = Fragile.Remote.Create(chronicle.Id, options: whole);
        await Ray.KillAsync(killed).Soon();
        var next = Fragile.Remote.Create(chronicle.Id, options: whole);
        Assert.Equal(1, await next.Next().Soon());
        await Ray.KillAsync(next).Soon();

        await using var restarted = Fragile.Remote.Create(chronicle.Id, options: whole with { MaxRestarts = 1 });
        await Ray.KillAsync(restarted, noRestart: false).Soon();

        Assert.Equal(1, await restarted.Next().Soon());
    }

    [Fact]
    public async Task Resources_are_given_back_and_taken_again()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 2;
            o.NumGpus = 1;
        });
        using var chronicle = new Chronicle();
        await using (var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { NumCpus = 1, NumGpus = 1, MaxRestarts = -1, MaxTaskRetries = -1 }))
        {
            for (var i = 0; i < 10; i++)
            {
                await actor.Next().Soon();
                await Ray.KillAsync(actor, noRestart: false).Soon();
                Assert.Equal(1, ray.AvailableResources()["CPU"]);
                Assert.False(ray.AvailableResources().ContainsKey("GPU"));
            }

            Assert.Equal(1, await actor.Next().Soon());
        }

        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("GPU") == 1 && ray.AvailableResources()["CPU"] == 2);
    }

    [Fact]
    public async Task A_crash_that_came_from_elsewhere_is_an_exception_like_others()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var actor = Fragile.Remote.Create(chronicle.Id);
        var crashed = Failures.Remote.CrashOnce();

        await Assert.ThrowsAsync<WorkerCrashedException>(() => actor.Await(new List<ObjectRef<int>> { crashed }).Soon());

        Assert.Equal(1, await actor.Next().Soon());
    }

    [Fact]
    public async Task Code_that_a_crash_left_behind_cannot_touch_the_next_instance()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        using var first = new Gate();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { MaxRestarts = 5, MaxTaskRetries = 5 });
        var call = actor.Pass(first.Id, "run");
        await first.ArrivalsAsync(1);
        await Ray.KillAsync(actor, noRestart: false).Soon();
        await first.ArrivalsAsync(1);

        // One of them is of the life that is over: whoever goes first, the call ends once, and on the new instance.
        first.Admit(2);

        Assert.Equal(1, await call.Soon());
        Assert.Equal(2, await actor.Next().Soon());
    }

    [Fact]
    public async Task Calls_that_wait_for_an_argument_do_not_notice_a_restart()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        using var gate = new Gate();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { MaxRestarts = 1 });
        await actor.Next().Soon();
        var held = actor.Write(Gated.Remote.Text(gate.Id));
        var behind = actor.Next();

        await Ray.KillAsync(actor, noRestart: false).Soon();
        gate.Open();

        Assert.Equal(1, await held.Soon());
        Assert.Equal(2, await behind.Soon());
    }

    [Fact]
    public async Task B107_A_name_stays_through_restarts_and_is_free_after_the_last_crash()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        var options = new ActorOptions { Name = "fragile", MaxRestarts = 1 };
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: options);
        Assert.Equal(1, await actor.Next().Soon());
        await Ray.KillAsync(actor, noRestart: false).Soon();
        await using var same = await Ray.GetActorAsync<Fragile.Handle>("fragile").Soon();
        Assert.Equal(actor.Id, same.Id);

        await Assert.ThrowsAsync<ActorDiedException>(() => actor.Crash().Soon());

        await using var next = Fragile.Remote.Create(chronicle.Id, options: options);
        Assert.Equal(1, await next.Next().Soon());
        Assert.NotEqual(actor.Id, next.Id);
    }

    [Fact]
    public async Task B074_An_actor_that_nobody_needs_any_more_is_not_restarted()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { NumCpus = 1, MaxRestarts = 3 });
        var crash = actor.Crash();

        await actor.DisposeAsync();

        await Assert.ThrowsAnyAsync<RayActorException>(() => crash.Soon());
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
        Assert.Equal(1, chronicle.Count("construct"));
    }

    [Fact]
    public async Task A_killed_constructor_does_not_come_to_life()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var actor = SlowStarter.Remote.Create(gate.Id, new ActorOptions { NumCpus = 1, MaxRestarts = 1 });
        var queued = actor.Ping(new ActorCallOptions { MaxTaskRetries = 1 });
        await gate.ArrivalsAsync(1);
        var restart = Ray.KillAsync(actor, noRestart: false);
        await gate.ArrivalsAsync(1);
        gate.Open();
        await restart.Soon();

        Assert.Equal(1, await queued.Soon());
        await Ray.KillAsync(actor).Soon();
        await Assert.ThrowsAsync<ActorDiedException>(() => actor.Ping().Soon());
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
    }
}
