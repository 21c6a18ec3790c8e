namespace Orleans.Ray.Tests.Actors;

/// <summary>What the sudden end of an actor does to others.</summary>
public sealed class ActorCrashTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task B053_A_call_that_runs_on_an_actor_that_crashes_fails_before_its_code_has_ended(int restarts)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        using var gate = new Gate();
        await using var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { MaxConcurrency = 2, MaxRestarts = restarts });
        var running = actor.Pass(gate.Id, "run");
        await gate.ArrivalsAsync(1);

        var crash = actor.Crash();

        // Nobody opens the gate.
        await Assert.ThrowsAnyAsync<RayActorException>(() => crash.Soon());
        await Assert.ThrowsAnyAsync<RayActorException>(() => running.Soon());
        gate.Open();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B081_Actors_whose_owner_died_end_also_those_that_are_pending_and_give_their_resources_back(bool byCrash)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var patron = Patron.Remote.Create();
        Assert.Equal(3, await patron.Own(3).Soon());
        await WaitForCondition.HoldsAsync(() => !ray.AvailableResources().ContainsKey("CPU"));

        if (byCrash)
        {
            await Assert.ThrowsAsync<ActorDiedException>(() => patron.Crash().Soon());
        }
        else
        {
            await Ray.KillAsync(patron).Soon();
        }

        await WaitForCondition.HoldsAsync(async () =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return (await Ray.State.ListActorsAsync()).All(static actor => actor.State == ActorState.Dead);
        });
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
        Assert.DoesNotContain(await Ray.State.ListTasksAsync(), static task => task.State is TaskState.PendingNodeAssignment);
    }
}
