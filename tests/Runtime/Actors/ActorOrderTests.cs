namespace Orleans.Ray.Tests.Actors;

public sealed class ActorOrderTests
{
    [Fact]
    public async Task B086_Calls_run_in_the_order_of_the_caller_whatever_their_arguments_do()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var gates = Enumerable.Range(0, 100).Select(_ => new Gate()).ToArray();
        var recorder = Recorder.Remote.Create();
        var calls = gates.Select((gate, i) => recorder.Say(0, i % 3 == 0 ? i : Gated.Remote.Later(gate.Id, i))).ToArray();
        var order = Enumerable.Range(0, 100).ToArray();
        new Random(86).Shuffle(order);

        foreach (var i in order)
        {
            gates[i].Open();
        }

        Assert.Equal(Enumerable.Range(0, 100), await calls.Soon());
        Assert.Equal(Enumerable.Range(0, 100), (await recorder.Said().Soon())[0]);
        Array.ForEach(gates, gate => gate.Dispose());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task B087_Every_copy_of_a_handle_keeps_its_order_and_loses_nothing(int cpus)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = cpus);
        var recorder = Recorder.Remote.Create();
        var forks = Enumerable.Range(1, 8).Select(caller => Families.Remote.SayMany(recorder, caller, 100)).ToArray();
        var own = Enumerable.Range(0, 100).Select(i => recorder.Say(0, i)).ToArray();

        Assert.Equal(Enumerable.Repeat(100, 8), await forks.Soon());
        await own.Soon();

        var said = await recorder.Said().Soon();
        Assert.Equal(9, said.Count);
        Assert.All(said.Values, what => Assert.Equal(Enumerable.Range(0, 100), what));
    }

    [Fact]
    public async Task B087_Handles_of_handles_that_were_handed_on_in_containers_keep_their_orders()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        await using var recorder = Recorder.Remote.Create();

        var callers = await Forks.Remote.Say(new Dictionary<string, ActorHandle<Recorder>> { ["recorder"] = recorder }, 1, levels: 3, count: 100).Soon();

        Assert.Equal(15, callers);
        var said = await recorder.Said().Soon();
        Assert.Equal(Enumerable.Range(1, 15), said.Keys.Order());
        Assert.All(said.Values, what => Assert.Equal(Enumerable.Range(0, 100), what));
    }

    [Fact]
    public async Task B087_Threads_with_handles_of_their_own_keep_their_order_too()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        await using var recorder = Recorder.Remote.Create(new ActorOptions { Name = "recorder" });
        var callers = Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            await using var own = await Ray.GetActorAsync<Recorder.Handle>("recorder");
            await Enumerable.Range(0, 200).Select(i => own.Say(caller, i)).ToArray().Soon();
        })).ToArray();

        await Task.WhenAll(callers).Soon();

        Assert.All((await recorder.Said().Soon()).Values, what => Assert.Equal(Enumerable.Range(0, 200), what));
    }

    [Fact]
    public async Task B089_One_call_at_a_time_by_default()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 4);
        using var gate = new Gate();
        var actor = GatedActor.Remote.Create();
        var calls = Enumerable.Range(0, 20).Select(i => actor.Pass(gate.Id, i)).ToArray();
        await gate.ArrivalsAsync(1);

        gate.Open();

        Assert.Equal(Enumerable.Range(0, 20), await calls.Soon());
        Assert.Equal(1, gate.Most);
    }

    [Fact]
    public async Task B089_An_async_actor_with_a_concurrency_of_one_does_not_interleave()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 4);
        var diary = Diary.Remote.Create(new ActorOptions { MaxConcurrency = 1 });

        await Enumerable.Range(0, 20).Select(i => diary.StartAndEnd(i)).ToArray().Soon();

        var expected = Enumerable.Range(0, 20).SelectMany(i => new[] { $"start {i}", $"end {i}" });
        Assert.Equal(expected, await diary.Pages().Soon());
    }

    [Fact]
    public async Task B090_Calls_of_an_async_actor_interleave_where_they_await()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var meeting = Meeting.Remote.Create(3);

        var calls = Enumerable.Range(1, 3).Select(i => meeting.Meet(i)).ToArray();

        Assert.Equal((int[])[1, 2, 3], await calls.Soon());
    }

    [Fact]
    public async Task B091_One_turn_of_an_async_actor_runs_at_a_time()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 4);
        var diary = Diary.Remote.Create();

        var calls = Enumerable.Range(0, 200).Select(i => i % 4 == 0 ? diary.Enter() : diary.EnterAsync()).ToArray();

        Assert.DoesNotContain(await calls.Soon(), static alone => !alone);
        Assert.Equal(200, await diary.Entries().Soon());
    }

    [Fact]
    public async Task B093_A_concurrent_actor_runs_that_many_calls_at_once_and_no_more()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var actor = GatedActor.Remote.Create(new ActorOptions { MaxConcurrency = 3 });
        var calls = Enumerable.Range(0, 10).Select(i => actor.PassOnly(gate.Id, i)).ToArray();
        await gate.ArrivalsAsync(3);
        Assert.Equal(3, gate.Arrived);

        gate.Open();

        Assert.Equal(Enumerable.Range(0, 10), await calls.Soon());
        Assert.Equal(3, gate.Most);
    }

    [Fact]
    public async Task B093_No_more_run_at_once_under_thirty_callers_with_three_hundred_calls_each()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        gate.Open();
        await using var actor = GatedActor.Remote.Create(new ActorOptions { MaxConcurrency = 3 });

        var callers = Enumerable.Range(0, 30).Select(_ => Forks.Remote.PassMany(actor, gate.Id, 300)).ToArray();

        Assert.Equal(Enumerable.Repeat(300, 30), await callers.Soon());
        Assert.Equal(9000, gate.Arrived);
        Assert.InRange(gate.Most, 1, 3);
    }

    [Fact]
    public async Task An_actor_that_waits_for_an_object_lets_nobody_in_unless_it_is_async()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var blocking = Waiter.Remote.Create();
        var asynchronous = AsyncWaiter.Remote.Create();
        var inside = new List<ObjectRef<int>> { Gated.Remote.Later(gate.Id, 1) };
        var get = blocking.GetInside(inside);
        var behind = blocking.Ping();
        var wait = asynchronous.AwaitInside(inside);

        Assert.Equal(1, await asynchronous.Ping().Soon());
        Assert.False(wait.IsReady);
        Assert.False(behind.IsReady);
        gate.Open();

        Assert.Equal((int[])[1, 1, 1], await new[] { get, behind, wait }.Soon());
    }

    [Fact]
    public async Task Signals_and_semaphores_order_tasks()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var signal = SignalActor.Remote.Create();
        var waiters = Enumerable.Range(0, 3).Select(_ => signal.Wait()).ToArray();
        Assert.Equal(3, await signal.CountWaiters().Soon());
        await signal.Send().Soon();
        await waiters.Soon();
        Assert.Equal(0, await signal.CountWaiters().Soon());
        await signal.Clear().Soon();
        var again = signal.Wait();
        Assert.Equal(1, await signal.CountWaiters().Soon());
        Assert.False(again.IsReady);

        var semaphore = SemaphoreActor.Remote.Create(2);
        await semaphore.Acquire().Soon();
        Assert.False(await semaphore.Locked().Soon());
        await semaphore.Acquire().Soon();
        var third = semaphore.Acquire();
        Assert.True(await semaphore.Locked().Soon());
        Assert.False(third.IsReady);
        await semaphore.Release().Soon();
        await third.Soon();
    }
}
