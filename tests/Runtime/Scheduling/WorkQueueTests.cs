using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using Orleans.Ray.Scheduling;

namespace Orleans.Ray.Tests.Scheduling;

/// <summary>The queue of waiting work: in order, nothing lost or doubled, nothing kept.</summary>
public sealed class WorkQueueTests
{
    [Fact]
    public void It_gives_out_what_a_queue_gives_out() =>
        Prop.ForAll<int[]>(static steps =>
        {
            var (queue, model) = (new WorkQueue<object>(), new Queue<object>());
            foreach (var step in steps)
            {
                for (var i = step; i > 0; i--)
                {
                    var item = new object();
                    model.Enqueue(item);
                    queue.Enqueue(item);
                }

                for (var i = step; i < 0; i++)
                {
                    Assert.Equal(model.TryDequeue(out var expected), queue.TryDequeue(out var item));
                    Assert.Same(expected, item);
                }

                Assert.Equal((model.Count, model.Count == 0), (queue.Count, queue.IsEmpty));
                Assert.Equal(model, queue.Snapshot());
            }
        }).Check(Config.QuickThrowOnFailure);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 2, 1)]
    [InlineData(2, 2, 2)]
    [InlineData(1, 1, 1024)]
    [InlineData(2, 2, 1024)]
    [InlineData(4, 1, 1024)]
    [InlineData(1, 4, 1024)]
    public async Task Threads_that_add_and_take_at_once_lose_double_and_reorder_nothing(int adders, int takers, int longestSegment)
    {
        const int Each = 40_000;
        var queue = new WorkQueue<object>(1, longestSegment);
        var (taken, over) = (0, false);
        var adding = Enumerable.Range(0, adders).Select(adder => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < Each; i++)
                {
                    queue.Enqueue((adder, i));
                }
            },
            TaskCreationOptions.LongRunning));
        var taking = Enumerable.Range(0, takers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var mine = new List<(int Adder, int Number)>();
                while (Volatile.Read(ref taken) < adders * Each && !Volatile.Read(ref over))
                {
                    if (queue.TryDequeue(out var item))
                    {
                        Interlocked.Increment(ref taken);
                        mine.Add(((int, int))item);
                    }
                }

                return mine;
            },
            TaskCreationOptions.LongRunning)).ToArray();
        var looking = Task.Factory.StartNew(
            () =>
            {
                while (Volatile.Read(ref taken) < adders * Each && !Volatile.Read(ref over))
                {
                    AssertInOrder([.. queue.Snapshot().Take(2000).Select(static item => ((int, int))item)]);
                    Assert.InRange(queue.Count, 0, adders * Each);
                    _ = queue.IsEmpty;
                }
            },
            TaskCreationOptions.LongRunning);

        try
        {
            await Task.WhenAll([.. adding, looking, .. taking]).Soon();
        }
        finally
        {
            Volatile.Write(ref over, true);
        }

        Assert.True(queue.IsEmpty);
        var lists = await Task.WhenAll(taking);
        Array.ForEach(lists, AssertInOrder);
        Assert.Equal(adders * Each, lists.SelectMany(static list => list).Distinct().Count());
    }

    [Fact]
    public async Task A_look_ends_however_fast_others_add()
    {
        var queue = new WorkQueue<object>();
        var item = new object();
        queue.Enqueue(item);
        var stop = false;
        var adding = Task.Factory.StartNew(
            () =>
            {
                while (!Volatile.Read(ref stop))
                {
                    queue.Enqueue(item);
                    queue.TryDequeue(out _);
                }
            },
            TaskCreationOptions.LongRunning);

        for (var i = 0; i < 20_000; i++)
        {
            object[] seen = [.. new[] { item }.Concat(queue.Snapshot())];
            Assert.DoesNotContain(null, seen);
        }

        Volatile.Write(ref stop, true);
        await adding.Soon();
        Assert.Equal(1, queue.Count);
    }

    [Fact]
    public void What_was_added_is_there_for_whoever_looks_next()
    {
        var queue = new WorkQueue<object>(1, 1);
        var round = new object();
        Parallel.For(0, 100_000, number =>
        {
            queue.Enqueue(round);
            _ = queue.IsEmpty;
            Assert.True(queue.TryDequeue(out var _));
        });
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public void What_was_looked_at_and_given_out_is_not_kept()
    {
        var queue = new WorkQueue<object>();
        var items = Fill(queue, 100);

        LookAndEmpty(queue);

        GC.Collect();
        Assert.DoesNotContain(items, static item => item.IsAlive);
        GC.KeepAlive(queue);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] Fill(WorkQueue<object> queue, int count) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        var item = new object();
        queue.Enqueue(item);
        return new WeakReference(item);
    })];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LookAndEmpty(WorkQueue<object> queue)
    {
        Assert.Equal(100, queue.Snapshot().Count());
        Assert.NotNull(queue.Snapshot().FirstOrDefault());
        while (queue.TryDequeue(out _))
        {
        }
    }

    private static void AssertInOrder(List<(int Adder, int Number)> items)
    {
        var last = new Dictionary<int, int>();
        foreach (var (adder, number) in items)
        {
            Assert.True(number > last.GetValueOrDefault(adder, -1), $"{number} of {adder} came after {last.GetValueOrDefault(adder)}.");
            last[adder] = number;
        }
    }
}
