namespace Orleans.Ray.Tests.Objects;

/// <summary>Waits that end while their object becomes ready lose nothing.</summary>
public sealed class RaceTests
{
    [Fact]
    public async Task A_get_whose_time_is_up_as_the_object_comes_returns_or_times_out()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        for (var i = 0; i < 300; i++)
        {
            var sum = Sums.Remote.IncrementAsync(i);
            try
            {
                Assert.Equal(i + 1, await Ray.GetAsync(sum, i % 2 == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(1)));
            }
            catch (GetTimeoutException)
            {
                Assert.Equal(i + 1, await sum.Soon());
            }

            Assert.Equal(i + 1, await sum);
        }
    }

    [Fact]
    public async Task A_get_whose_token_is_cancelled_as_the_object_comes_returns_or_is_cancelled()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        for (var i = 0; i < 1000; i++)
        {
            using var source = new CancellationTokenSource();
            var sum = Sums.Remote.Increment(i);
            var get = Ray.GetAsync([sum, sum], cancellationToken: source.Token).AsTask();
            source.Cancel();
            try
            {
                Assert.Equal([i + 1, i + 1], await get.Soon());
            }
            catch (OperationCanceledException cancelled)
            {
                Assert.Equal(source.Token, cancelled.CancellationToken);
            }

            Assert.Equal(i + 1, await sum.Soon());
        }
    }

    [Fact]
    public async Task Many_short_waits_for_one_object_leave_nothing_behind_that_breaks_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var pending = Gated.Remote.Later(gate.Id, 7);
        var other = Gated.Remote.Later(gate.Id, 8);
        await gate.ArrivalsAsync(2);
        for (var i = 0; i < 500; i++)
        {
            Assert.Empty((await Ray.WaitAsync([pending, other], 2, TimeSpan.FromTicks(1))).Ready);
            await Assert.ThrowsAsync<GetTimeoutException>(async () => await Ray.GetAsync([pending, other, pending], TimeSpan.FromTicks(1)));
        }

        var waits = Enumerable.Range(0, 100).Select(_ => Ray.GetAsync([pending, other, pending]).AsTask()).ToArray();
        gate.Open();

        Assert.All(await Task.WhenAll(waits).Soon(), values => Assert.Equal([7, 8, 7], values));
    }

    [Fact]
    public async Task Infinite_and_very_long_timeouts_wait()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var pending = Gated.Remote.Later(gate.Id, 7);
        var waits = new[]
        {
            Ray.GetAsync(pending, Timeout.InfiniteTimeSpan).AsTask(),
            Ray.GetAsync(pending, TimeSpan.MaxValue).AsTask(),
            Ray.GetAsync(pending, TimeSpan.FromDays(1000)).AsTask(),
            Task.Run(() => Ray.Get(pending, TimeSpan.MaxValue)),
            Task.Run(() => Ray.Get(pending, Timeout.InfiniteTimeSpan)),
            Task.Run(async () => (await Ray.WaitAsync([pending], timeout: TimeSpan.MaxValue)).Ready.Count + 6),
        };

        gate.Open();

        Assert.All(await Task.WhenAll(waits).Soon(), value => Assert.Equal(7, value));
    }
}
