using Orleans.Polyfills.Membership.Simulation;
using Orleans.Runtime;

namespace Orleans.Polyfills.Frames;

/// <summary>On the thread pool, where what a timer ends goes on at once.</summary>
public sealed class GraceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly SimClock _clock = new();

    [Fact]
    public Task What_does_not_end_is_waited_for_as_long_as_was_said() => Task.Run(async () =>
    {
        var wait = new TaskCompletionSource().Task.EndsWithinAsync(Limit, _clock);

        for (var step = 1; step <= Grace.Steps; step++)
        {
            Assert.False(wait.IsCompleted);
            Assert.True(_clock.Advance());
        }

        Assert.False(await wait);
        Assert.Equal(Limit, _clock.Elapsed);
    });

    [Fact]
    public Task What_ends_during_the_last_step_has_ended_in_time() => Task.Run(async () =>
    {
        var work = new TaskCompletionSource();
        var wait = work.Task.EndsWithinAsync(Limit, _clock);
        for (var step = 1; step < Grace.Steps; step++)
        {
            Assert.True(_clock.Advance());
        }

        work.SetResult();

        Assert.True(await wait);
    });

    [Fact]
    public Task What_has_ended_is_not_waited_for() => Task.Run(async () =>
    {
        Assert.True(await Task.CompletedTask.EndsWithinAsync(Limit, _clock));
        Assert.False(_clock.Advance());
    });

    [Fact]
    public Task A_cancelled_wait_ends_at_once() => Task.Run(async () =>
    {
        using var cancellation = new CancellationTokenSource();
        var wait = new TaskCompletionSource().Task.EndsWithinAsync(Limit, _clock, cancellation.Token);

        await cancellation.CancelAsync();

        Assert.False(await wait);
        Assert.False(_clock.Advance());
    });

    [Fact]
    public Task A_pause_takes_all_of_its_time() => Task.Run(async () =>
    {
        var pause = Grace.PassAsync(Limit, _clock);
        for (var step = 1; step <= Grace.Steps; step++)
        {
            Assert.False(pause.IsCompleted);
            Assert.True(_clock.Advance());
        }

        await pause;
        Assert.Equal(Limit, _clock.Elapsed);
    });
}
