using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Polyfills.Frames;

/// <summary>What a lone frame sets off, on a connection for which every exchange is a quick one.</summary>
public sealed class QuickExchangeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly AsyncLocal<string?> Ambient = new();

    private static readonly QuickExchangeLimits Always = new()
    {
        IsAllowed = true,
        Wait = TimeSpan.MaxValue,
        LongWork = TimeSpan.MaxValue,
        Pause = TimeSpan.Zero,
        Hold = TimeSpan.MaxValue,
    };

    private static readonly QuickExchangeLimits Unwatched = Always with { WatchPeriod = TimeSpan.FromMinutes(10) };

    [Fact]
    public async Task The_first_thing_runs_on_the_thread_that_received_the_frame_once_that_is_handled()
    {
        var (handled, receiving) = (false, 0);
        var first = Source<(int Thread, bool IsHandled)>();
        var second = Source<bool>();
        using var pair = await StartAsync(Unwatched, _ =>
        {
            receiving = Environment.CurrentManagedThreadId;
            LoneWork.Queue(new ActionItem(() => first.SetResult((Environment.CurrentManagedThreadId, handled))));
            LoneWork.Queue(new ActionItem(() => second.SetResult(true)));
            handled = true;
        });

        await SendAsync(pair);

        var (thread, isHandled) = await first.Task.WaitAsync(Patience);
        Assert.Equal(receiving, thread);
        Assert.True(isHandled);
        Assert.True(await second.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task Work_that_blocks_its_thread_does_not_hold_up_the_next_frame()
    {
        using var next = new ManualResetEventSlim();
        var (begun, ended) = (Source<bool>(), Source<bool>());
        using var pair = await StartAsync(Always, number =>
        {
            if (number == 1)
            {
                next.Set();
                return;
            }

            LoneWork.Queue(new ActionItem(() =>
            {
                begun.SetResult(true);
                ended.SetResult(next.Wait(Patience));
            }));
        });
        await SendAsync(pair);
        Assert.True(await begun.Task.WaitAsync(Patience));

        await SendAsync(pair);

        Assert.True(await ended.Task.WaitAsync(2 * Patience));
    }

    [Fact]
    public async Task A_handler_that_waits_for_what_it_has_set_off_gets_it()
    {
        var ended = Source<bool>();
        using var done = new ManualResetEventSlim();
        using var pair = await StartAsync(Always, _ =>
        {
            LoneWork.Queue(new ActionItem(done.Set));
            ended.SetResult(done.Wait(Patience));
        });

        await SendAsync(pair);

        Assert.True(await ended.Task.WaitAsync(2 * Patience));
    }

    [Fact]
    public async Task A_handler_that_throws_closes_the_connection_and_what_it_has_set_off_still_runs()
    {
        var ran = Source<bool>();
        using var pair = await StartAsync(Always, _ =>
        {
            LoneWork.Queue(new ActionItem(() => ran.SetResult(true)));
            throw new NotSupportedException();
        });

        await SendAsync(pair);

        Assert.True(await ran.Task.WaitAsync(Patience));
        await pair.Near.Closed.WaitAsync(Patience);
        Assert.IsType<NotSupportedException>(pair.Near.CloseReason);
        Assert.Null(pair.Near.Lent);
    }

    [Fact]
    public async Task What_one_frame_leaves_in_its_thread_does_not_reach_the_next()
    {
        var seen = new BlockingCollection<(int Thread, string? Ambient, bool IsFlowing, SynchronizationContext? Context)>();
        using var pair = await StartAsync(Unwatched with { LookAhead = Patience }, number => LoneWork.Queue(new ActionItem(() =>
        {
            seen.Add((Environment.CurrentManagedThreadId, Ambient.Value, !ExecutionContext.IsFlowSuppressed(), SynchronizationContext.Current));
            Ambient.Value = "left behind";
            SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
            if (number == 1)
            {
                ExecutionContext.SuppressFlow();
            }
        })));

        await SendAsync(pair);
        var (thread, _, _, _) = Take(seen);
        for (var i = 0; i < 2; i++)
        {
            await SendAsync(pair);

            Assert.Equal((thread, null, true, null), Take(seen));
        }
    }

    [Fact]
    public async Task An_abort_releases_the_buffer_that_is_lent()
    {
        var seen = Source<(ReceiveBuffer? Before, ReceiveBuffer? After, bool IsReleased)>();
        SocketPair pair = null!;
        using (pair = await StartAsync(Unwatched, _ => LoneWork.Queue(new ActionItem(() =>
        {
            var lent = pair.Near.Lent;
            pair.Near.Abort();
            seen.SetResult((lent, pair.Near.Lent, lent is { IsReleased: true }));
        }))))
        {
            await SendAsync(pair);

            var (before, after, isReleased) = await seen.Task.WaitAsync(Patience);
            Assert.NotNull(before);
            Assert.Null(after);
            Assert.True(isReleased);
        }
    }

    [Fact]
    public async Task Every_frame_is_handled_once_however_often_the_watch_steps_in()
    {
        const int frames = 60;
        var arrivals = Enumerable.Range(0, frames).Select(static _ => new ManualResetEventSlim()).ToArray();
        var handled = new BlockingCollection<int>();
        var waited = new ConcurrentBag<bool>();
        using var left = new CountdownEvent(frames);
        using var pair = await StartAsync(Always, number =>
        {
            handled.Add(number);
            arrivals[number].Set();
            LoneWork.Queue(new ActionItem(() =>
            {
                // Every third one keeps its thread until the next frame is there.
                if (number % 3 == 0)
                {
                    waited.Add(arrivals[number + 1].Wait(Patience));
                }

                left.Signal();
            }));
        });

        for (var i = 0; i < frames; i++)
        {
            await SendAsync(pair);
            Assert.Equal(i, Take(handled));
        }

        Assert.True(left.Wait(Patience));
        Assert.Equal(frames / 3, waited.Count);
        Assert.DoesNotContain(false, waited);
        Assert.Empty(handled);
    }

    [Fact]
    public async Task A_thread_that_the_watch_has_stood_in_for_leaves_later_loans_alone()
    {
        using var first = new ManualResetEventSlim();
        using var last = new ManualResetEventSlim();
        var handled = new BlockingCollection<int>();
        var lent = Source<ReceiveBuffer?>();
        SocketPair pair = null!;
        using (pair = await StartAsync(Always with { WatchPeriod = TimeSpan.FromMilliseconds(50) }, number =>
        {
            handled.Add(number);
            switch (number)
            {
                case 0:
                    first.Wait(Patience);
                    break;
                case 2:
                    lent.SetResult(pair.Near.Lent);
                    first.Set();
                    last.Wait(Patience);
                    break;
            }
        }))
        {
            // The second fills the buffer up, so that the third comes in another.
            foreach (var size in (int[])[0, 60_000, 0, 0])
            {
                await pair.Far.SendAsync(SampleFrames.Bytes(SocketPair.CreateFrame(10, size, 0)));
                Take(handled);
            }

            last.Set();
            pair.Near.Abort();
            var buffer = await lent.Task;
            Assert.NotNull(buffer);
            Assert.True(SpinWait.SpinUntil(() => buffer.IsReleased, Patience));
        }
    }

    private static async Task<SocketPair> StartAsync(QuickExchangeLimits limits, Action<int> act)
    {
        var pair = await SocketPair.CreateAsync(quick: limits);
        var receiver = new ActingReceiver(act);
        pair.Near.Start(receiver);
        await SendAsync(pair);
        await receiver.Introduced.WaitAsync(Patience);
        return pair;
    }

    private static Task<int> SendAsync(SocketPair pair) => pair.Far.SendAsync(SampleFrames.Bytes(SocketPair.CreateFrame(10, 0, 0)));

    private static TaskCompletionSource<T> Source<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static T Take<T>(BlockingCollection<T> items)
    {
        Assert.True(items.TryTake(out var item, Patience));
        return item!;
    }
}
