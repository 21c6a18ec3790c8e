using System.Reflection;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Tests.Waits;

public sealed class WaitTests
{
    [Fact]
    public async Task B021_Waiting_for_all_returns_all_as_ready()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var references = Enumerable.Range(0, 4).Select(i => Sums.Remote.Increment(i)).ToArray();

        var (ready, remaining) = await Ray.WaitAsync(references, 4, Patience.Limit);

        Assert.Equal(references, ready);
        Assert.Empty(remaining);
    }

    [Fact]
    public async Task B022_Never_more_are_ready_than_asked_for()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var references = Enumerable.Range(0, 10).Select(i => Ray.Put(i)).ToArray();

        var (ready, remaining) = await Ray.WaitAsync(references, 2);

        Assert.Equal(2, ready.Count);
        Assert.Equal(8, remaining.Count);
        Assert.Equal(references.ToHashSet(), ready.Concat(remaining).ToHashSet());
        _ = Assert.Single((await Ray.WaitAsync(references)).Ready);
    }

    [Fact]
    public async Task B023_When_the_time_is_up_fewer_are_ready_and_nothing_is_thrown()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var fast = Sums.Remote.Increment(1);
        var slow = Gated.Remote.Later(gate.Id, 7);
        await fast.Soon();

        var (ready, remaining) = await Ray.WaitAsync([slow, fast], 2, TimeSpan.FromMilliseconds(100));

        Assert.Equal([fast], ready);
        Assert.Equal([slow], remaining);
        gate.Open();
        Assert.Equal(7, await slow.Soon());
    }

    [Fact]
    public async Task Timeout_zero_looks_without_waiting()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var done = Ray.Put(1);
        var slow = Gated.Remote.Later(gate.Id, 7);

        var look = Ray.WaitAsync([slow, done], 2, TimeSpan.Zero);

        Assert.True(look.IsCompletedSuccessfully);
        Assert.Equal([done], (await look).Ready);
        Assert.Empty((await Ray.WaitAsync([slow], timeout: TimeSpan.Zero)).Ready);
    }

    [Fact]
    public async Task B025_No_references_give_two_empty_lists()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var (ready, remaining) = await Ray.WaitAsync<int>([]);

        Assert.Empty(ready);
        Assert.Empty(remaining);
    }

    [Fact]
    public async Task An_object_that_bears_the_mark_of_a_wait_long_ago_is_no_repeat()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var reference = Ray.Put(1);
        var lastMark = typeof(Waiting).GetField("_lastMark", BindingFlags.NonPublic | BindingFlags.Static)!;

        // Other tests wait meanwhile, so that the next mark is one of a few.
        for (var round = 0; round < 100; round++)
        {
            reference.State.TryMark((int)lastMark.GetValue(null)! + 1);
            Assert.Equal([reference], (await Ray.WaitAsync([reference])).Ready);
        }
    }

    [Fact]
    public async Task B026_Null_and_repeated_references_are_refused()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var one = Ray.Put(1);

        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Ray.WaitAsync<int>(null!));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Ray.WaitAsync([one, null!]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Ray.WaitAsync([one, Ray.Put(2), one]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(1000)]
    public async Task B026_A_repeat_is_found_wherever_it_is_and_leaves_the_references_as_they_were(int count)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var references = Enumerable.Range(0, count - 1).Select(i => i % 2 == 0 ? Gated.Remote.Later(gate.Id, i) : Ray.Put(i)).ToArray();
        foreach (var repeated in (int[])[0, count / 2 - 1, count - 2])
        {
            ObjectRef<int>[] withRepeat = [.. references, references[repeated]];
            await Assert.ThrowsAsync<ArgumentException>(async () => await Ray.WaitAsync(withRepeat));
            await Assert.ThrowsAsync<ArgumentException>(async () => await Ray.WaitAsync(withRepeat, count, TimeSpan.Zero));
        }

        var all = Ray.WaitAsync(references, references.Length).AsTask();
        gate.Open();

        Assert.Equal(references, (await all.Soon()).Ready);
        Assert.Equal(Enumerable.Range(0, count - 1), await references.Soon());
    }

    [Fact]
    public async Task Two_threads_can_wait_for_the_same_references_at_once()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        for (var round = 0; round < 50; round++)
        {
            using var gate = new Gate();
            var references = Enumerable.Range(0, 20).Select(i => Gated.Remote.Later(gate.Id, i)).ToArray();
            var waits = Enumerable.Range(0, 8).Select(_ => Task.Run(async () => (await Ray.WaitAsync(references, 20, Patience.Limit)).Ready.Count)).ToArray();
            gate.Open();

            Assert.All(await Task.WhenAll(waits).Soon(), ready => Assert.Equal(20, ready));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(3)]
    public async Task B027_A_number_that_cannot_be_reached_is_refused(int numReturns)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Ray.WaitAsync([Ray.Put(1), Ray.Put(2)], numReturns));
        Assert.Empty((await Ray.WaitAsync<int>([], numReturns)).Ready);
    }

    [Fact]
    public async Task B029_Both_lists_keep_the_order_of_the_references()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var gates = Enumerable.Range(0, 8).Select(_ => new Gate()).ToArray();
        var references = gates.Select((gate, i) => Gated.Remote.Later(gate.Id, i)).ToArray();
        foreach (var i in (int[])[6, 1, 4])
        {
            gates[i].Open();
            await references[i].Soon();
        }

        var (ready, remaining) = await Ray.WaitAsync(references, 3, Patience.Limit);

        Assert.Equal([references[1], references[4], references[6]], ready);
        Assert.Equal([references[0], references[2], references[3], references[5], references[7]], remaining);
        Array.ForEach(gates, gate => gate.Dispose());
    }

    [Fact]
    public async Task A_failed_object_counts_as_ready()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var failed = Failures.Remote.DivideBy(0);

        Assert.Equal([failed], (await Ray.WaitAsync([failed], timeout: Patience.Limit)).Ready);
    }

    [Fact]
    public async Task Wait_returns_as_soon_as_enough_are_ready()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 4);
        using var gate = new Gate();
        var references = Enumerable.Range(0, 4).Select(i => Gated.Remote.PassAsync(gate.Id, i)).ToArray();
        var wait = Ray.WaitAsync(references, 2).AsTask();
        await gate.ArrivalsAsync(4);
        Assert.False(wait.IsCompleted);

        gate.Admit(1);
        await WaitForCondition.HoldsAsync(() => references.Count(reference => reference.IsReady) == 1);
        Assert.False(wait.IsCompleted);
        gate.Admit(1);

        var (ready, remaining) = await wait.Soon();
        Assert.Equal(2, ready.Count);
        Assert.Equal(2, remaining.Count);
        Assert.All(ready, reference => Assert.True(reference.IsReady));
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_throws_and_leaves_the_tasks_alone()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        using var cancellation = new CancellationTokenSource();
        var ready = Ray.Put(1);
        var pending = Gated.Remote.PassAsync(gate.Id, 2);
        var wait = Ray.WaitAsync([ready, pending], 2, cancellationToken: cancellation.Token).AsTask();
        await gate.ArrivalsAsync(1);
        Assert.False(wait.IsCompleted);

        await cancellation.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.Soon());
        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
        Assert.Equal([ready], (await ray.WaitAsync([ready, pending], 1, cancellationToken: cancellation.Token)).Ready);
        gate.Open();
        Assert.Equal(2, await pending.Soon());
    }

    [Fact]
    public async Task A_wait_for_streams_that_is_cancelled_throws_and_leaves_them_alone()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var cancellation = new CancellationTokenSource();
        var stream = Flows.Remote.Pass(gate.Id, 2);
        var wait = Ray.WaitAsync([stream], cancellationToken: cancellation.Token).AsTask();
        await gate.ArrivalsAsync(1);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.Soon());
        gate.Open();
        Assert.Equal([stream], (await Ray.WaitAsync([stream], timeout: Patience.Limit)).Ready);
    }

    [Fact]
    public async Task Looking_up_and_restarting_an_actor_can_be_given_up()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var actor = SlowStarter.Remote.Create(gate.Id, new ActorOptions { Name = "slow", MaxRestarts = 1, MaxTaskRetries = 1 });
        gate.Admit(1);
        Assert.Equal(1, await actor.Ping().Soon());
        using var cancellation = new CancellationTokenSource();
        var restart = Ray.KillAsync(actor, noRestart: false, cancellation.Token);
        await gate.ArrivalsAsync(2);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => restart.Soon());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ray.GetActorAsync<SlowStarter.Handle>("slow", cancellationToken: cancellation.Token));
        gate.Open();
        await using var same = await Ray.GetActorAsync<SlowStarter.Handle>("slow").Soon();
        Assert.Equal(1, await same.Ping(new ActorCallOptions { MaxTaskRetries = -1 }).Soon());
    }

    [Fact]
    public async Task B254_A_rolling_window_of_five_completes_a_hundred_tasks()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        IReadOnlyList<ObjectRef<int>> flying = [.. Enumerable.Range(0, 5).Select(i => Sums.Remote.IncrementAsync(i))];
        var values = new List<int>();
        for (var next = 5; values.Count < 100;)
        {
            var (ready, remaining) = await Ray.WaitAsync(flying, timeout: Patience.Limit);
            values.AddRange(await ready.Soon());
            flying = next < 100 ? [.. remaining, Sums.Remote.IncrementAsync(next++)] : remaining;
        }

        Assert.Equal(Enumerable.Range(1, 100), values.Order());
    }
}
