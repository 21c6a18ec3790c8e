namespace Orleans.Ray.Tests.Objects;

public sealed class PutAndGetTests
{
    [Fact]
    public async Task B001_Values_return_from_a_node_without_cpus()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 0);

        Assert.Equal(42, await Ray.Put(42));
        Assert.Equal(1.5, await Ray.Put(1.5));
        Assert.Equal("text", await Ray.Put("text"));
        for (var length = 0; length < 100; length++)
        {
            var list = Enumerable.Range(0, length).ToList();
            Assert.Equal(list, await Ray.Put(list));
        }
    }

    [Fact]
    public async Task B003_A_list_of_references_gives_values_in_its_order_with_repeats()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var references = Enumerable.Range(0, 10).Select(i => Sums.Remote.Increment(i)).ToArray();
        var random = new Random(3);
        var order = Enumerable.Range(0, 50).Select(_ => random.Next(10)).ToArray();
        var wanted = order.Select(i => references[i]).ToArray();

        var values = await Ray.GetAsync(wanted, Patience.Limit);

        Assert.Equal(order.Select(i => i + 1), values);
        Assert.Equal(values, Ray.Get(wanted, Patience.Limit));
    }

    [Fact]
    public async Task An_empty_list_of_references_gives_no_values()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Empty(await Ray.GetAsync<int>([]));
        Assert.Empty(Ray.Get<int>([]));
    }

    [Fact]
    public async Task B005_A_ready_object_is_returned_at_once_whatever_the_timeout()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var get = Ray.GetAsync(Ray.Put(5), TimeSpan.FromSeconds(30));

        Assert.True(get.IsCompletedSuccessfully);
        Assert.Equal(5, await get);
    }

    [Fact]
    public async Task B006_Timeout_zero_looks_without_waiting()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var pending = Gated.Remote.Later(gate.Id, 7);

        Assert.Equal(5, await Ray.GetAsync(Ray.Put(5), TimeSpan.Zero));
        Assert.Equal(5, Ray.Get(Ray.Put(5), TimeSpan.Zero));
        await Assert.ThrowsAsync<GetTimeoutException>(async () => await Ray.GetAsync(pending, TimeSpan.Zero));
        await Assert.ThrowsAsync<GetTimeoutException>(async () => await Ray.GetAsync([Ray.Put(5), pending], TimeSpan.Zero));
        Assert.Throws<GetTimeoutException>(() => Ray.Get(pending, TimeSpan.Zero));
        Assert.Throws<GetTimeoutException>(() => Ray.Get([pending], TimeSpan.Zero));

        gate.Open();
        Assert.Equal(7, await pending.Soon());
    }

    [Fact]
    public async Task A_negative_timeout_is_refused()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var pending = Gated.Remote.Later(gate.Id);
        var negative = TimeSpan.FromSeconds(-5);

        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Ray.GetAsync(pending, negative));
        Assert.ThrowsAny<ArgumentException>(() => Ray.Get(pending, negative));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Ray.WaitAsync([pending], timeout: negative));
    }

    [Fact]
    public async Task B011_An_object_can_be_awaited_again_after_a_wait_that_timed_out()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var pending = Gated.Remote.Later(gate.Id, 7);
        await Assert.ThrowsAsync<GetTimeoutException>(async () => await Ray.GetAsync(pending, TimeSpan.FromMilliseconds(20)));

        gate.Open();

        Assert.Equal(7, await pending.Soon());
        Assert.Equal(7, await pending);
        Assert.Equal(7, await pending);
    }

    [Fact]
    public async Task Many_can_wait_for_one_object_in_every_way_at_once()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var pending = Gated.Remote.Later(gate.Id, 7);
        var threads = new List<Task<int>>();
        for (var i = 0; i < 8; i++)
        {
            threads.Add(Task.Run(async () => await pending));
            threads.Add(Task.Run(async () => await Ray.GetAsync(pending, Patience.Limit)));
            threads.Add(Task.Run(async () => (await Ray.WaitAsync([pending])).Ready.Count == 1 ? 7 : 0));
            threads.Add(Task.Factory.StartNew(() => Ray.Get(pending), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        }

        gate.Open();

        Assert.All(await Task.WhenAll(threads).Soon(), value => Assert.Equal(7, value));
    }

    [Fact]
    public async Task An_untyped_reference_can_be_awaited()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        ObjectRef good = Sums.Remote.Add(1, 2);
        ObjectRef bad = Failures.Remote.DivideBy(0);

        await good;
        await Assert.ThrowsAsync<DivideByZeroException>(async () => await bad);

        Assert.True(good.IsReady);
        Assert.True(bad.IsReady);
    }

    [Fact]
    public async Task A_reference_has_an_id_of_its_own_that_it_shows()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var references = Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? Ray.Put(i) : Sums.Remote.Increment(i)).ToArray();

        Assert.Equal(100, references.Select(reference => reference.Id).Distinct().Count());
        Assert.Contains(references[0].Id.ToString(), references[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task B007_A_reference_cannot_be_put()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var reference = Ray.Put(1);

        var refused = Assert.Throws<ArgumentException>(() => Ray.Put(reference));

        Assert.Contains("reference", refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Null_can_be_put()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Null(await Ray.Put<string?>(null));
        Assert.Null(await Ray.Put<List<int>?>(null));
        Assert.Null(await Echoes.Remote.Echo<Shape?>((Shape?)null));
    }

    [Fact]
    public async Task Null_references_are_refused()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Ray.GetAsync((ObjectRef<int>)null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Ray.GetAsync((IReadOnlyList<ObjectRef<int>>)null!));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Ray.GetAsync([Ray.Put(1), null!]));
        Assert.Throws<ArgumentNullException>(() => Ray.Get((ObjectRef<int>)null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Ray.CancelAsync(null!));
        Assert.Throws<ArgumentNullException>(() => { Sums.Remote.Increment((ObjectRef<int>)null!); });
    }

    [Fact]
    public async Task A_token_ends_the_wait_and_not_the_task()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var source = new CancellationTokenSource();
        var pending = Gated.Remote.Later(gate.Id, 7);
        Task[] waits =
        [
            Ray.GetAsync(pending, ct: source.Token).AsTask(),
            Ray.GetAsync(pending, source.Token).AsTask(),
            ray.GetAsync(pending, source.Token).AsTask(),
            Ray.GetAsync([pending, Ray.Put(1)], Patience.Limit, source.Token).AsTask(),
            Ray.GetAsync([pending], cancellationToken: source.Token).AsTask(),
            ray.GetAsync([pending], source.Token).AsTask(),
            Blocking(() => Ray.Get(pending, ct: source.Token)),
            Blocking(() => ray.Get([pending, Ray.Put(1)], Patience.Limit, source.Token)),
        ];

        await source.CancelAsync();

        foreach (var wait in waits)
        {
            Assert.Equal(source.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.Soon())).CancellationToken);
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Ray.GetAsync(pending, cancellationToken: source.Token));
        gate.Open();
        Assert.Equal(7, await pending.Soon());
    }

    private static Task Blocking(Action get) => Task.Factory.StartNew(get, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
