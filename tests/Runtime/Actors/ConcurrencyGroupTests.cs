namespace Orleans.Ray.Tests.Actors;

public sealed class ConcurrencyGroupTests
{
    [Fact]
    public async Task B097_The_limit_of_a_group_counts_async_calls()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var actor = AsyncGrouped.Remote.Create();
        var calls = Enumerable.Range(0, 10).Select(_ => actor.Read(gate.Id)).ToArray();
        await gate.ArrivalsAsync(3);

        // The default group answers, so the others had their chance to come in.
        Assert.Equal(4, await actor.Ping().Soon());
        Assert.Equal(3, gate.Arrived);
        gate.Open();

        await calls.Soon();
        Assert.Equal(3, gate.Most);
    }

    [Fact]
    public async Task B097_The_limit_of_a_group_counts_threads()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var actor = Grouped.Remote.Create();
        var calls = Enumerable.Range(0, 10).Select(_ => actor.Read(gate.Id)).ToArray();
        await gate.ArrivalsAsync(2);
        gate.Open();

        await calls.Soon();

        Assert.Equal(2, gate.Most);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(2, 2)]
    public async Task A_group_that_only_a_method_names_has_the_limit_of_the_options_or_of_the_default_group(int? limit, int together)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var groups = limit is { } io ? new Dictionary<string, int> { ["io"] = io } : null;
        await using var actor = LooselyGrouped.Remote.Create(new ActorOptions { ConcurrencyGroups = groups });
        var calls = Enumerable.Range(0, 5).Select(_ => actor.Read(gate.Id)).ToArray();
        await gate.ArrivalsAsync(together);

        Assert.Equal(4, await actor.Ping().Soon());
        gate.Open();

        await calls.Soon();
        Assert.Equal(together, gate.Most);
    }

    [Fact]
    public async Task B098_A_blocked_group_does_not_block_others()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var io = new Gate();
        using var compute = new Gate();
        await using var actor = Grouped.Remote.Create();
        var reads = Enumerable.Range(0, 4).Select(_ => actor.Read(io.Id)).ToArray();
        await io.ArrivalsAsync(2);
        var computed = actor.Compute(compute.Id);
        await compute.ArrivalsAsync(1);

        Assert.Equal(4, await actor.Ping().Soon());
        io.Open();
        compute.Open();

        await reads.Soon();
        Assert.Equal(2, await computed.Soon());
    }

    [Fact]
    public async Task B098_A_blocked_default_group_does_not_block_others()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var actor = Grouped.Remote.Create();
        var blocked = actor.Pass(gate.Id);
        await gate.ArrivalsAsync(1);

        Assert.Equal(7, await actor.See(7).Soon());
        gate.Open();

        Assert.Equal(3, await blocked.Soon());
    }

    [Fact]
    public async Task B098_A_group_of_an_async_actor_that_blocks_its_thread_blocks_no_other()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var actor = AsyncGrouped.Remote.Create();
        var blocked = actor.Block(gate.Id);
        await gate.ArrivalsAsync(1);

        Assert.Equal(4, await actor.Ping().Soon());
        gate.Open();

        Assert.Equal(2, await blocked.Soon());
    }

    [Fact]
    public async Task Calls_of_one_group_keep_the_order_of_their_caller_whatever_other_groups_wait_for()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var other = new Gate();
        await using var actor = Grouped.Remote.Create();
        var reads = actor.Read(Gated.Remote.Text(other.Id));
        var calls = Enumerable.Range(0, 50).Select(i => actor.See(i % 5 == 0 ? Gated.Remote.Later(gate.Id, i) : i)).ToArray();

        gate.Open();
        await calls.Soon();

        Assert.Equal(Enumerable.Range(0, 50), await actor.Seen().Soon());
        Assert.False(reads.IsReady);
        other.Open();
        Assert.Equal(1, await reads.Soon());
    }

    [Fact]
    public async Task A_call_chooses_its_group_and_an_actor_the_limits()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var actor = Grouped.Remote.Create(new ActorOptions { ConcurrencyGroups = new Dictionary<string, int> { ["compute"] = 2, ["extra"] = 1 } });
        var compute = Enumerable.Range(0, 4).Select(_ => actor.Compute(gate.Id)).ToArray();
        await gate.ArrivalsAsync(2);
        var extra = actor.Pass(gate.Id, new ActorCallOptions { ConcurrencyGroup = "extra" });
        await gate.ArrivalsAsync(1);

        Assert.Equal(4, await actor.Ping().Soon());
        Assert.Equal(3, gate.Arrived);
        gate.Open();

        await compute.Soon();
        Assert.Equal(3, await extra.Soon());
    }

    [Fact]
    public async Task A_group_that_the_actor_does_not_have_is_refused_at_the_call()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var grouped = Grouped.Remote.Create();
        await using var plain = Counter.Remote.Create();
        var options = new ActorCallOptions { ConcurrencyGroup = "oi" };

        Assert.Contains("'compute', 'io'", Assert.Throws<ArgumentException>(() => { grouped.Ping(options); }).Message, StringComparison.Ordinal);
        Assert.Contains("[ConcurrencyGroup]", Assert.Throws<ArgumentException>(() => { plain.Increment(1, options); }).Message, StringComparison.Ordinal);
        Assert.Equal(1, await plain.Increment().Soon());
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("io", 0)]
    public async Task Groups_without_a_name_or_a_limit_are_refused(string name, int limit)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Throws<ArgumentException>(() => { Counter.Remote.Create(0, new ActorOptions { ConcurrencyGroups = new Dictionary<string, int> { [name] = limit } }); });
    }

    [Fact]
    public async Task Calls_of_every_group_end_with_the_actor()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var actor = Grouped.Remote.Create();
        var calls = Enumerable.Range(0, 4).SelectMany(_ => new[] { actor.Read(gate.Id), actor.Compute(gate.Id), actor.Pass(gate.Id) }).ToArray();
        await gate.ArrivalsAsync(4);

        await Ray.KillAsync(actor).Soon();

        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<ActorDiedException>(() => call.Soon());
        }
    }

    [Fact]
    public async Task B094_Calls_that_may_overlap_pass_one_that_waits_for_its_argument()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var threaded = GatedActor.Remote.Create(new ActorOptions { MaxConcurrency = 2 });
        await using var asynchronous = AsyncGrouped.Remote.Create();
        var first = threaded.See(Gated.Remote.Later(gate.Id, 1));
        var second = asynchronous.Wait(Gated.Remote.Text(gate.Id));

        Assert.Equal(2, await threaded.See(2).Soon());
        Assert.Equal(4, await asynchronous.Ping().Soon());
        Assert.False(first.IsReady);
        gate.Open();

        Assert.Equal(1, await first.Soon());
        Assert.Equal(3, await second.Soon());
    }

    [Fact]
    public async Task B095_Calls_that_overlap_cannot_be_kept_in_order()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var ordered = new ActorOptions { AllowOutOfOrderExecution = false };

        Assert.Contains("async", Assert.Throws<ArgumentException>(() => { SignalActor.Remote.Create(ordered); }).Message, StringComparison.Ordinal);
        Assert.Contains("MaxConcurrency is 2", Assert.Throws<ArgumentException>(() => { Counter.Remote.Create(0, ordered with { MaxConcurrency = 2 }); }).Message, StringComparison.Ordinal);
        await using var counter = Counter.Remote.Create(0, ordered);
        await using var diary = Diary.Remote.Create(ordered with { MaxConcurrency = 1 });
        Assert.Equal(1, await counter.Increment().Soon());
        Assert.True(await diary.Enter().Soon());
    }

    [Fact]
    public async Task A_sequential_actor_may_let_calls_pass_if_it_says_so()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var actor = GatedActor.Remote.Create(new ActorOptions { AllowOutOfOrderExecution = true });
        var first = actor.See(Gated.Remote.Later(gate.Id, 1));

        Assert.Equal(2, await actor.See(2).Soon());
        gate.Open();
        Assert.Equal(1, await first.Soon());

        Assert.Equal([2, 1], await actor.Seen().Soon());
    }
}
