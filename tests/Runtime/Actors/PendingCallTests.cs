namespace Orleans.Ray.Tests.Actors;

public sealed class PendingCallTests
{
    private static readonly ActorOptions Two = new() { MaxPendingCalls = 2 };

    [Fact]
    public async Task B101_The_call_beyond_the_limit_is_refused_and_nothing_else_is_lost()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var actor = GatedActor.Remote.Create(Two);
        var running = actor.Pass(gate.Id, 1);
        var queued = actor.See(2);

        var refused = Assert.Throws<PendingCallsLimitException>(() => { actor.See(3); });
        Assert.Contains("2 calls", refused.Message, StringComparison.Ordinal);
        Assert.Contains("MaxPendingCalls", refused.Message, StringComparison.Ordinal);
        gate.Open();

        Assert.Equal(1, await running.Soon());
        Assert.Equal(2, await queued.Soon());
        Assert.Equal([1, 2], await actor.Seen().Soon());
    }

    [Fact]
    public async Task B101_Each_handle_has_a_count_of_its_own()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var actor = GatedActor.Remote.Create(Two with { Name = "busy" });
        await using var other = await Ray.GetActorAsync<GatedActor.Handle>("busy").Soon();
        var own = new[] { actor.PassOnly(gate.Id, 1), actor.PassOnly(gate.Id, 2) };

        var others = new[] { other.PassOnly(gate.Id, 3), other.PassOnly(gate.Id, 4) };

        Assert.Throws<PendingCallsLimitException>(() => { actor.See(5); });
        Assert.Throws<PendingCallsLimitException>(() => { other.See(5); });
        gate.Open();
        Assert.Equal(Enumerable.Range(1, 4), await own.Concat(others).ToArray().Soon());
    }

    [Fact]
    public async Task B101_Who_has_seen_a_result_finds_room_for_the_next_call()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        await using var counter = Counter.Remote.Create(0, new ActorOptions { MaxPendingCalls = 1 });

        for (var i = 1; i <= 1000; i++)
        {
            Assert.Equal(i, i % 2 == 0 ? await counter.Increment() : Ray.Get(counter.Increment(), Patience.Limit));
        }
    }

    [Fact]
    public async Task Failed_and_cancelled_calls_make_room_too()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var counter = Counter.Remote.Create(0, Two);
        await using var actor = GatedActor.Remote.Create(Two);
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => counter.Fail("no").Soon());
            var unresolved = counter.Increment(Gated.Remote.FailLater(gate.Id, "never"));
            await Ray.CancelAsync(unresolved);
            await Assert.ThrowsAsync<RayTaskCancelledException>(() => unresolved.Soon());
        }

        var running = actor.Pass(gate.Id);
        for (var i = 0; i < 3; i++)
        {
            var queued = actor.See(i);
            Assert.True(await Ray.CancelAsync(queued));
            await Assert.ThrowsAsync<RayTaskCancelledException>(() => queued.Soon());
        }

        gate.Open();
        await running.Soon();
        Assert.Equal([0], await actor.Seen().Soon());
    }

    [Fact]
    public async Task A_dead_actor_answers_every_call_with_its_death()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var actor = GatedActor.Remote.Create(Two);
        var calls = new[] { actor.Pass(gate.Id), actor.See(1) };
        await gate.ArrivalsAsync(1);

        await Ray.KillAsync(actor).Soon();

        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<ActorDiedException>(() => call.Soon());
        }

        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<ActorDiedException>(() => actor.See(i).Soon());
        }
    }

    [Fact]
    public async Task A_caller_can_wait_for_room_instead()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var actor = GatedActor.Remote.Create(Two);
        Assert.True(actor.WaitForCapacityAsync().IsCompletedSuccessfully);
        var first = actor.Pass(gate.Id);
        var second = actor.Pass(gate.Id);
        var room = actor.WaitForCapacityAsync().AsTask();
        using var impatient = new CancellationTokenSource();
        var given = actor.WaitForCapacityAsync(impatient.Token).AsTask();
        Assert.False(room.IsCompleted);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        gate.Admit(1);
        await room.Soon();

        Assert.Equal(9, await Ray.GetAsync(AfterOpening(gate, actor.See(9)), Patience.Limit));
        await new[] { first, second }.Soon();
    }

    [Fact]
    public async Task A_stream_of_calls_that_waits_for_room_loses_none()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        await using var counter = Counter.Remote.Create(0, new ActorOptions { MaxPendingCalls = 3 });
        var calls = new List<ObjectRef<int>>();
        for (var i = 0; i < 500; i++)
        {
            await counter.WaitForCapacityAsync();
            calls.Add(counter.Increment());
        }

        Assert.Equal(Enumerable.Range(1, 500), await calls.Soon());
    }

    [Fact]
    public async Task Without_a_limit_there_is_always_room()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var counter = Counter.Remote.Create();

        Assert.True(counter.WaitForCapacityAsync().IsCompletedSuccessfully);

        await counter.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => { _ = counter.WaitForCapacityAsync(); });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public async Task A_limit_must_leave_room_for_a_call(int limit)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Throws<ArgumentOutOfRangeException>(() => { Counter.Remote.Create(0, new ActorOptions { MaxPendingCalls = limit }); });
    }

    [Fact]
    public async Task A_call_that_could_not_be_made_gives_its_place_back_once()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var later = new Gate();
        var dead = Counter.Remote.Create();
        await Ray.KillAsync(dead).Soon();
        var failed = Gated.Remote.FailLater(gate.Id, "no");
        await using var actor = GatedActor.Remote.Create(Two);

        // The second argument cannot be taken, and later the first fails, which nobody is to hear of.
        Assert.Throws<ActorDiedException>(() => { actor.SeeBeside(failed, dead); });
        gate.Open();
        await Assert.ThrowsAsync<InvalidOperationException>(() => failed.Soon());

        ObjectRef<int>[] calls = [actor.Pass(later.Id), actor.See(1)];
        Assert.Throws<PendingCallsLimitException>(() => { actor.See(2); });
        later.Open();
        await calls.Soon();
    }

    [Fact]
    public async Task A_task_that_waits_for_room_gives_its_cpu_back()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(3, await Families.Remote.IncrementAsRoomAllows(3).Soon());
    }

    private static T AfterOpening<T>(Gate gate, T value)
    {
        gate.Open();
        return value;
    }
}
