namespace Orleans.Ray.Tests.Utilities;

public sealed class RayQueueTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task B247_What_is_put_first_is_got_first()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 0);
        await using var queue = new RayQueue<string>();
        foreach (var item in (string[])["a", "b", "c"])
        {
            await queue.PutAsync(item);
        }

        Assert.Equal(3, await queue.SizeAsync());
        Assert.Equal("a", await queue.GetAsync());
        Assert.Equal((true, "b"), await queue.TryGetAsync());
        Assert.Equal("c", Assert.Single(await queue.GetBatchAsync(1)));
        Assert.True(await queue.IsEmptyAsync());
        Assert.Equal((false, null), await queue.TryGetAsync());
    }

    [Fact]
    public async Task B247_A_full_queue_refuses_and_an_empty_one_too()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 0);
        await using var queue = new RayQueue<int>(maxSize: 2);
        await queue.PutAsync(1);
        Assert.False(await queue.IsFullAsync());
        Assert.True(await queue.TryPutAsync(2));
        Assert.True(await queue.IsFullAsync());

        Assert.False(await queue.TryPutAsync(3));
        await Assert.ThrowsAsync<QueueFullException>(() => queue.PutAsync(3, TimeSpan.Zero));
        var full = await Assert.ThrowsAsync<QueueFullException>(() => queue.PutAsync(3, Moment));
        var kept = await queue.GetBatchAsync(2);
        await Assert.ThrowsAsync<QueueEmptyException>(() => queue.GetAsync(TimeSpan.Zero));
        await Assert.ThrowsAsync<QueueEmptyException>(() => queue.GetAsync(Moment));

        Assert.Equal([1, 2], kept);
        Assert.Contains("holds 2 items", full.Message, StringComparison.Ordinal);
        Assert.Equal(0, await queue.SizeAsync());
    }

    [Fact]
    public async Task B247_Bad_arguments_are_refused_at_the_call()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 0);
        await using var queue = new RayQueue<int>();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => queue.PutAsync(1, TimeSpan.FromSeconds(-3)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => queue.GetAsync(TimeSpan.FromSeconds(-3)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => queue.GetBatchAsync(-1));
        await Assert.ThrowsAsync<ArgumentNullException>(() => queue.PutBatchAsync(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RayQueue<int>(-1));
        Assert.Equal(0, await queue.SizeAsync());
    }

    [Fact]
    public async Task B247_Batches_go_in_and_out_whole_or_not_at_all()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 0);
        await using var queue = new RayQueue<int>(maxSize: 4);
        await queue.PutBatchAsync([1, 2, 3]);

        var full = await Assert.ThrowsAsync<QueueFullException>(() => queue.PutBatchAsync([4, 5]));
        await Assert.ThrowsAsync<QueueEmptyException>(() => queue.GetBatchAsync(4));
        await queue.PutBatchAsync([4]);

        Assert.Contains("1 fewer", full.Message, StringComparison.Ordinal);
        var batch = await queue.GetBatchAsync(4);
        Assert.Equal([1, 2, 3, 4], batch);
        Assert.Empty(await queue.GetBatchAsync(0));
    }

    [Fact]
    public async Task B247_Who_waits_is_served_in_turn()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 0);
        await using var queue = new RayQueue<int>(maxSize: 1);
        var takers = Enumerable.Range(0, 3).Select(_ => queue.GetAsync()).ToArray();
        await queue.PutBatchAsync([1]);
        await queue.PutAsync(2);
        await queue.PutAsync(3);
        var taken = await Task.WhenAll(takers).Soon();
        Assert.Equal([1, 2, 3], taken);

        var putters = Enumerable.Range(0, 4).Select(i => queue.PutAsync(i)).ToArray();
        Assert.Equal(1, await queue.SizeAsync());
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(i, await queue.GetAsync());
        }

        await Task.WhenAll(putters).Soon();
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(3, 2)]
    [InlineData(1, 1)]
    public async Task B247_Ten_producers_and_ten_consumers_lose_nothing(int maxSize, int cpus)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = cpus);
        await using var queue = new RayQueue<int>(maxSize);
        var consumers = Enumerable.Range(0, 10).Select(_ => Queues.Remote.Consume(queue, 100)).ToArray();
        var producers = Enumerable.Range(0, 10).Select(i => Queues.Remote.Produce(queue, i * 100, 100)).ToArray();

        await producers.Soon();
        var taken = await consumers.Soon();

        Assert.Equal(Enumerable.Range(0, 1000), taken.SelectMany(items => items).Order());
        Assert.All(taken, items => Assert.All(Enumerable.Range(0, 10), i => Assert.Equal(items.Where(item => item / 100 == i).Order(), items.Where(item => item / 100 == i))));
        Assert.True(await queue.IsEmptyAsync());
    }

    [Fact]
    public async Task A_queue_reaches_tasks_and_actors_inside_of_values_too()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var left = new RayQueue<int>();
        await using var right = new RayQueue<int>();
        await using var keeper = QueueKeeper.Remote.Create(left);

        var next = keeper.Next();
        await Queues.Remote.PutIntoEach(new Dictionary<string, RayQueue<int>> { ["left"] = left, ["right"] = right }, 7);
        await keeper.Add(8);
        await using var back = await keeper.Queue();

        Assert.Equal(7, await next.Soon());
        Assert.Equal(7, await right.GetAsync());
        Assert.Equal(8, await back.GetAsync().Soon());
    }

    [Fact]
    public async Task A_queue_lives_as_long_as_its_last_handle()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var queue = new RayQueue<int>();
        await using var keeper = QueueKeeper.Remote.Create(queue);
        await keeper.Add(5);

        await queue.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => queue.GetAsync());
        Assert.Equal(5, await keeper.Next().Soon());
    }

    [Fact]
    public async Task A_taker_that_gives_up_takes_nothing()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 0);
        await using var queue = new RayQueue<int>();
        using var cancellation = new CancellationTokenSource();
        var leaving = queue.GetAsync(null, cancellation.Token);
        var staying = queue.GetAsync();

        await cancellation.CancelAsync();
        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving.Soon());
        await queue.PutAsync(1);

        Assert.Equal(cancellation.Token, thrown.CancellationToken);
        Assert.Equal(1, await staying.Soon());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queue.GetAsync(null, cancellation.Token));
    }

    [Fact]
    public async Task A_taker_whose_handle_was_disposed_of_can_still_give_up()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 0);
        var queue = new RayQueue<int>();
        using var cancellation = new CancellationTokenSource();
        var leaving = queue.GetAsync(null, cancellation.Token);
        await queue.DisposeAsync();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving.Soon());
        await WaitForCondition.HoldsAsync(async () => (await Ray.State.ListActorsAsync()).All(static actor => actor.State == ActorState.Dead));
    }

    [Fact]
    public async Task A_putter_that_gives_up_puts_nothing()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 0);
        await using var queue = new RayQueue<int>(maxSize: 1);
        using var cancellation = new CancellationTokenSource();
        await queue.PutAsync(1);
        var leaving = queue.PutAsync(2, null, cancellation.Token);
        var staying = queue.PutAsync(3);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving.Soon());

        Assert.Equal(1, await queue.GetAsync());
        Assert.Equal(3, await queue.GetAsync());
        await staying.Soon();
    }

    [Fact]
    public async Task No_item_goes_to_a_taker_that_leaves_as_the_item_comes()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        await using var queue = new RayQueue<int>();
        var taken = 0;
        for (var round = 0; round < 300; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var taker = queue.GetAsync(null, cancellation.Token);
            var put = Task.Run(() => queue.PutAsync(round));
            await cancellation.CancelAsync();
            await put.Soon();
            try
            {
                await taker.Soon();
                taken++;
            }
            catch (OperationCanceledException)
            {
                Assert.Equal(round, await queue.GetAsync().Soon());
            }
        }

        Assert.InRange(taken, 0, 300);
        Assert.True(await queue.IsEmptyAsync());
    }

    [Fact]
    public async Task A_cancelled_task_that_waits_takes_nothing()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        gate.Open();
        await using var queue = new RayQueue<int>();
        var task = Queues.Remote.TakeOne(queue, gate.Id);
        await gate.ArrivalsAsync(1);

        await Ray.CancelAsync(task);
        await Assert.ThrowsAsync<RayTaskCancelledException>(async () => await task.Soon());
        await queue.PutAsync(1);

        Assert.Equal(1, await queue.GetAsync().Soon());
    }

    [Fact]
    public async Task Shutdown_ends_the_waiting_and_the_queue()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 0);
        await using var queue = new RayQueue<int>(maxSize: 1);
        await using var other = new RayQueue<int>();
        await queue.PutAsync(1);
        var putter = queue.PutAsync(2);
        var taker = other.GetAsync();

        await queue.ShutdownAsync().Soon();
        await other.ShutdownAsync().Soon();

        Assert.Contains("was shut down", (await Assert.ThrowsAsync<ActorDiedException>(() => putter.Soon())).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ActorDiedException>(() => taker.Soon());
        await Assert.ThrowsAsync<ActorDiedException>(() => queue.SizeAsync());
    }

    [Fact]
    public async Task A_named_queue_is_found_again()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 0);
        var options = new ActorOptions { Name = "jobs", GetIfExists = true };
        await using var first = new RayQueue<string>(options: options);
        await first.PutAsync("work");

        await using var second = new RayQueue<string>(options: options);

        Assert.Equal("work", await second.GetAsync().Soon());
    }

    [Fact]
    public async Task A_queue_holds_the_resources_that_it_asks_for()
    {
        await using var ray = await Ray.InitAsync(o => o.Resources["slot"] = 1);
        await using (var queue = new RayQueue<int>(options: new ActorOptions { Resources = new Dictionary<string, double> { ["slot"] = 1 } }))
        {
            await queue.PutAsync(1);
            Assert.False(ray.AvailableResources().ContainsKey("slot"));
        }

        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("slot") == 1);
    }

    [Fact]
    public async Task Items_that_can_change_are_copied_in_and_out()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 0);
        await using var queue = new RayQueue<List<int>>();
        var mine = new List<int> { 1 };
        await queue.PutAsync(mine);
        mine.Add(2);

        Assert.Equal(1, Assert.Single(await queue.GetAsync()));
    }

    [Fact]
    public async Task References_go_through_as_references()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var queue = new RayQueue<ObjectRef<int>>();
        using var gate = new Gate();
        await queue.PutAsync(Gated.Remote.Later(gate.Id, 3));

        var reference = await queue.GetAsync().Soon();

        Assert.False(reference.IsReady);
        gate.Open();
        Assert.Equal(3, await reference.Soon());
    }
}
