namespace Orleans.Ray.Tests.Objects;

public sealed class AwaitTests
{
    [Fact]
    public async Task B010_A_task_an_actor_call_and_a_large_result_can_be_awaited()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(3, await Sums.Remote.Add(1, 2));
        await using var counter = Counter.Remote.Create(4);
        Assert.Equal(5, await counter.Increment());
        Assert.Equal(Enumerable.Range(0, 200_000), await Sums.Remote.Range(200_000));
    }

    [Fact]
    public async Task B010_Awaiting_a_failed_task_throws_its_error()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await Assert.ThrowsAsync<DivideByZeroException>(async () => await Failures.Remote.DivideBy(0));
    }

    [Fact]
    public async Task B010_Awaiting_a_call_to_a_dead_actor_throws_an_actor_error()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var counter = Counter.Remote.Create(0);
        await Ray.KillAsync(counter);

        await Assert.ThrowsAsync<ActorDiedException>(async () => await counter.Increment());
    }

    [Fact]
    public async Task B013_What_runs_after_an_await_may_call_the_actor_that_has_just_died()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var actor = GatedActor.Remote.Create();
        var hanging = actor.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        var callbacks = Enumerable.Range(0, 10).Select(_ => CallAgainAfterFailureAsync(actor, hanging)).ToArray();

        await Ray.KillAsync(actor).Soon();

        await Task.WhenAll(callbacks).Soon();
    }

    private static async Task CallAgainAfterFailureAsync(GatedActor.Handle actor, ObjectRef<int> hanging)
    {
        await Assert.ThrowsAsync<ActorDiedException>(async () => await hanging);
        await Assert.ThrowsAsync<ActorDiedException>(async () => await actor.See(1));
        Assert.Throws<ActorDiedException>(() => Ray.Get(actor.See(2), Patience.Limit));
    }
}
