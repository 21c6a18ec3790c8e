namespace Orleans.Ray.Tests.Utilities;

public sealed class ActorPoolTests
{
    // What the task of one test finds: a pool is not passed to tasks.
    private static (ActorPool<PoolWorker.Handle> Pool, string Waits, CancellationToken Leaving) _shared;

    [Fact]
    public async Task B246_Results_come_in_the_order_of_submission()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var pool = PoolOf(2);
        pool.Submit((actor, value) => actor.Late(gate.Id, value), 1);
        pool.Submit((actor, value) => actor.Double(value), 10);
        pool.Submit((actor, value) => actor.Double(value), 20);
        var first = pool.GetNextAsync<int>();

        gate.Open();

        Assert.Equal(1, await first.Soon());
        Assert.Equal(20, await pool.GetNextAsync<int>().Soon());
        Assert.Equal(40, await pool.GetNextAsync<int>().Soon());
        Assert.False(pool.HasNext);
    }

    [Fact]
    public async Task B246_Unordered_results_come_as_they_are_there()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var pool = PoolOf(2);
        pool.Submit((actor, value) => actor.Late(gate.Id, value), 1);
        pool.Submit((actor, value) => actor.Double(value), 10);
        pool.Submit((actor, value) => actor.Double(value), 20);

        int[] early = [await pool.GetNextUnorderedAsync<int>().Soon(), await pool.GetNextUnorderedAsync<int>().Soon()];
        gate.Open();

        Assert.Equal([20, 40], early.Order());
        Assert.Equal(1, await pool.GetNextUnorderedAsync<int>().Soon());
    }

    [Fact]
    public async Task B246_A_map_is_eager_and_keeps_the_order()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var pool = PoolOf(2);

        var results = pool.MapAsync((actor, value) => actor.Late(gate.Id, value), Enumerable.Range(0, 10));

        await gate.ArrivalsAsync(2);
        Assert.True(pool.HasNext);
        gate.Open();
        await gate.ArrivalsAsync(8);
        Assert.Equal(Enumerable.Range(0, 10), await results.ToArrayAsync());
        Assert.False(pool.HasNext);
    }

    [Fact]
    public async Task B246_An_unordered_map_gives_every_result_once()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var pool = PoolOf(3);
        var results = pool.MapUnorderedAsync((actor, value) => value == 0 ? actor.Late(gate.Id, value) : actor.Double(value), Enumerable.Range(0, 1000));

        var seen = new List<int>();
        await foreach (var result in results)
        {
            seen.Add(result);
            if (seen.Count == 999)
            {
                gate.Open();
            }
        }

        Assert.Equal(0, seen[^1]);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => i * 2), seen.Order());
    }

    [Fact]
    public async Task B246_A_map_is_not_held_up_by_what_was_submitted_before_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var pool = PoolOf(2);
        pool.Submit((actor, value) => actor.Late(gate.Id, value), 99);

        var ordered = await pool.MapAsync((actor, value) => actor.Double(value), [1, 2, 3]).ToArrayAsync();
        var unordered = await pool.MapUnorderedAsync((actor, value) => actor.Double(value), [4, 5]).ToArrayAsync();

        Assert.Equal([2, 4, 6], ordered);
        Assert.Equal([8, 10], unordered.Order());

        gate.Open();
        Assert.Equal(99, await pool.GetNextAsync<int>().Soon());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task B246_What_is_not_there_in_time_can_be_fetched_later(bool ordered)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var pool = PoolOf(1);
        pool.Submit((actor, value) => actor.Late(gate.Id, value), 1);
        pool.Submit((actor, value) => actor.Late(gate.Id, value), 2);
        await gate.ArrivalsAsync(1);
        Task<int> NextAsync(TimeSpan? timeout = null) => ordered ? pool.GetNextAsync<int>(timeout) : pool.GetNextUnorderedAsync<int>(timeout);

        var thrown = await Assert.ThrowsAsync<GetTimeoutException>(() => NextAsync(TimeSpan.FromMilliseconds(1)));
        await Assert.ThrowsAsync<GetTimeoutException>(() => NextAsync(TimeSpan.Zero));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => NextAsync(TimeSpan.FromSeconds(-3)));

        Assert.Contains("1 of the pool's 1 actors have a call under way, and 1 calls wait", thrown.WaitReason, StringComparison.Ordinal);
        gate.Open();
        Assert.Equal(1, await NextAsync().Soon());
        Assert.Equal(2, await NextAsync(Patience.Limit));
        await Assert.ThrowsAsync<InvalidOperationException>(() => NextAsync());
    }

    [Fact]
    public async Task B246_An_actor_is_free_when_its_results_were_fetched()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var actor = PoolWorker.Remote.Create("only");
        var pool = new ActorPool<PoolWorker.Handle>([actor]);
        Assert.True(pool.HasFree);

        pool.Submit((worker, value) => worker.Double(value), 1);

        Assert.False(pool.HasFree);
        Assert.Null(pool.PopIdle());
        Assert.Throws<ArgumentException>(() => pool.Push(actor));
        Assert.Equal(2, await pool.GetNextAsync<int>().Soon());
        Assert.True(pool.HasFree);
        Assert.Throws<ArgumentException>(() => pool.Push(actor));
        Assert.Same(actor, pool.PopIdle());
        Assert.False(pool.HasFree);
        Assert.Null(pool.PopIdle());
    }

    [Fact]
    public async Task B246_A_pushed_actor_takes_the_calls_that_wait()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var actor = PoolWorker.Remote.Create("late");
        var pool = new ActorPool<PoolWorker.Handle>([]);
        pool.Submit((worker, _) => worker.Name(), 0);
        var name = pool.GetNextAsync<string>();
        Assert.False(name.IsCompleted);

        pool.Push(actor);

        Assert.Equal("late", await name.Soon());
        Assert.Same(actor, pool.PopIdle());
    }

    [Fact]
    public async Task An_actor_gets_its_next_call_though_nobody_fetches_the_last()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        gate.Open();
        var pool = PoolOf(1);
        for (var i = 0; i < 5; i++)
        {
            pool.Submit((actor, value) => actor.Late(gate.Id, value), i);
        }

        await gate.ArrivalsAsync(5);

        Assert.Equal(0, await pool.GetNextAsync<int>().Soon());
    }

    [Fact]
    public async Task A_failed_call_throws_in_its_place_and_leaves_the_pool_as_it_was()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var pool = PoolOf(1);
        pool.Submit((actor, value) => actor.Late(gate.Id, value), 1);
        pool.Submit((actor, value) => actor.Fail(value), "first");
        pool.Submit((actor, value) => value == 2 ? throw new NotSupportedException("never made") : actor.Double(value), 2);
        pool.Submit((actor, value) => actor.Double(value), 3);
        gate.Open();

        Assert.Equal(1, await pool.GetNextAsync<int>().Soon());
        Assert.Equal("first", (await Assert.ThrowsAsync<InvalidDataException>(() => pool.GetNextAsync<int>().Soon())).Message);
        Assert.Equal("never made", (await Assert.ThrowsAsync<NotSupportedException>(() => pool.GetNextAsync<int>().Soon())).Message);
        Assert.Equal(6, await pool.GetNextAsync<int>().Soon());
        Assert.Throws<NotSupportedException>(() => pool.Submit<int, int>((_, _) => throw new NotSupportedException(), 0));
        Assert.True(pool.HasFree);
        Assert.False(pool.HasNext);
    }

    [Fact]
    public async Task A_long_row_of_calls_that_cannot_be_made_is_no_deep_stack()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var pool = PoolOf(1);
        pool.Submit((actor, value) => actor.Late(gate.Id, value), 0);
        for (var i = 0; i < 20_000; i++)
        {
            pool.Submit<int, int>((_, value) => throw new NotSupportedException($"{value}"), i);
        }

        gate.Open();
        Assert.Equal(0, await pool.GetNextAsync<int>().Soon());
        for (var i = 0; i < 20_000; i++)
        {
            Assert.Equal($"{i}", (await Assert.ThrowsAsync<NotSupportedException>(() => pool.GetNextAsync<int>())).Message);
        }
    }

    [Fact]
    public async Task A_result_of_another_type_is_refused_and_not_lost()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var pool = PoolOf(1);
        pool.Submit((actor, _) => actor.Name(), 0);
        pool.Submit((actor, value) => actor.Double(value), 4);

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => pool.GetNextAsync<int>());

        Assert.Contains("System.String", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(8, await pool.GetNextUnorderedAsync<int>().Soon());
        Assert.Equal("worker", await pool.GetNextAsync<string>().Soon());
    }

    [Fact]
    public async Task A_task_that_waits_for_its_pool_gives_its_cpu_back()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(90, await Pools.Remote.SumOnActorsThatNeedTheCpu(10).Soon());
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
    }

    [Fact]
    public async Task A_result_that_came_while_its_taker_was_leaving_goes_to_who_waits()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var first = new Gate();
        using var second = new Gate();
        using var busy = new Gate();
        using var leaving = new CancellationTokenSource();
        using var waits = new Parcel<int>();
        var pool = PoolOf(2);
        pool.Submit((actor, value) => actor.Late(first.Id, value), 1);
        pool.Submit((actor, value) => actor.Late(second.Id, value), 2);
        _shared = (pool, waits.Id, leaving.Token);
        var taker = Ray.Run(static () => TakeNextAsync());
        await waits.Content.Soon();

        // The taker needs the CPU to leave, and has the first call meanwhile.
        var holder = Gated.Remote.Pass(busy.Id);
        await busy.ArrivalsAsync(1);
        List<Task<int>> others = [pool.GetNextUnorderedAsync<int>(), pool.GetNextUnorderedAsync<int>()];
        await leaving.CancelAsync();
        first.Open();

        // Free again when the first call has ended; one of those who wait gets the third, and the other has looked in vain.
        pool.Submit((actor, value) => actor.Double(value), 3);
        var served = await Task.WhenAny(others).Soon();
        others.Remove(served);
        Assert.Equal(6, await served);
        busy.Open();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taker.Soon());

        Assert.Equal(1, await others.Single().Soon());
        second.Open();
        Assert.Equal(2, await pool.GetNextAsync<int>().Soon());
        await holder.Soon();
    }

    [Fact]
    public async Task Two_handles_of_one_actor_make_no_pool()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var actor = PoolWorker.Remote.Create();

        Assert.Throws<ArgumentException>(() => new ActorPool<PoolWorker.Handle>([actor, actor]));
        Assert.Throws<ArgumentNullException>(() => new ActorPool<PoolWorker.Handle>([null!]));
    }

    private static ActorPool<PoolWorker.Handle> PoolOf(int size) => new(Enumerable.Range(0, size).Select(_ => PoolWorker.Remote.Create()).ToArray());

    private static async Task<int> TakeNextAsync()
    {
        var next = _shared.Pool.GetNextAsync<int>(null, _shared.Leaving);
        Parcel<int>.Deliver(_shared.Waits, 0);
        return await next;
    }
}
