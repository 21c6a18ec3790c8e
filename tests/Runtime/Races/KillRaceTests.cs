namespace Orleans.Ray.Tests.Races;

/// <summary>Kills that meet calls on their way leave no call behind.</summary>
public sealed class KillRaceTests
{
    private const int Rounds = 300;

    [Fact]
    public async Task Two_actors_whose_held_calls_wait_for_each_other_are_killed_at_once()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        for (var round = 0; round < Rounds; round++)
        {
            using var gate = new Gate();
            var (one, other) = (GatedActor.Remote.Create(), GatedActor.Remote.Create());
            var calls = CallInTurns(one, other, Gated.Remote.Later(gate.Id));

            await Task.WhenAll(Task.Run(() => Ray.KillAsync(one)), Task.Run(() => Ray.KillAsync(other))).Soon();

            foreach (var call in calls)
            {
                await Assert.ThrowsAsync<ActorDiedException>(() => call.Soon());
            }
        }
    }

    [Fact]
    public async Task Every_call_made_while_an_actor_is_killed_ends_and_none_made_after_it_runs()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var random = new Random(1);
        for (var round = 0; round < Rounds; round++)
        {
            var counter = Counter.Remote.Create();
            await counter.Increment().Soon();
            using var start = new ManualResetEventSlim();
            var callers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => CallMany(counter, start))).ToArray();

            start.Set();
            Thread.SpinWait(random.Next(5000));
            await Ray.KillAsync(counter).Soon();
            var after = Enumerable.Range(0, 20).Select(_ => counter.Increment()).ToArray();

            foreach (var call in (await Task.WhenAll(callers)).SelectMany(static calls => calls))
            {
                await AssertEndsAsync(call);
            }

            foreach (var call in after)
            {
                await Assert.ThrowsAsync<ActorDiedException>(() => call.Soon());
            }
        }
    }

    [Fact]
    public async Task A_call_that_starts_as_its_actor_is_killed_fails_before_it_returns()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var random = new Random(2);
        for (var round = 0; round < 4 * Rounds; round++)
        {
            using var gate = new Gate();
            var actor = GatedActor.Remote.Create();
            await actor.See(round).Soon();
            var call = actor.Pass(gate.Id);

            Thread.SpinWait(random.Next(1000));
            await Ray.KillAsync(actor).Soon();

            await Assert.ThrowsAsync<ActorDiedException>(() => call.Soon());
        }
    }

    private static List<ObjectRef<int>> CallInTurns(GatedActor.Handle one, GatedActor.Handle other, ObjectRef<int> pending)
    {
        List<ObjectRef<int>> calls = [one.See(pending), other.See(pending)];
        var (ofOne, ofOther) = (one.See(1), other.See(1));
        for (var i = 0; i < 20; i++)
        {
            (ofOne, ofOther) = (one.See(ofOther), other.See(ofOne));
            calls.AddRange([ofOne, ofOther]);
        }

        return calls;
    }

    private static ObjectRef<int>[] CallMany(Counter.Handle counter, ManualResetEventSlim start)
    {
        start.Wait();
        return [.. Enumerable.Range(0, 50).Select(_ => counter.Increment())];
    }

    private static async Task AssertEndsAsync(ObjectRef<int> call)
    {
        try
        {
            Assert.InRange(await call.Soon(), 2, 151);
        }
        catch (ActorDiedException died)
        {
            Assert.Contains("killed", died.Message, StringComparison.Ordinal);
        }
    }
}
