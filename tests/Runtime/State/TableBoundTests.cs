using Orleans.Ray.State;

namespace Orleans.Ray.Tests.State;

/// <summary>Whatever a program does, the node's tables stay within their bounds, and counters stay exact.</summary>
public sealed class TableBoundTests
{
    [Fact]
    public async Task A_million_tasks_leave_bounded_tables_and_exact_counters()
    {
        const int Tasks = 1_000_000;
        const int Batch = 10_000;
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.MaxTaskRows) = (2, 5_000));
        for (var done = 0; done < Tasks; done += Batch)
        {
            var batch = new ObjectRef<int>[Batch];
            for (var i = 0; i < Batch; i++)
            {
                batch[i] = Sums.Remote.Increment(i);
            }

            await batch.Soon();
        }

        var rows = await Ray.State.ListTasksAsync();

        var threads = (await Ray.State.ListWorkersAsync()).Count;
        Assert.InRange(rows.Total, 64, 5_000 + (threads * 64));
        Assert.Equal(Tasks, rows.Total + rows.Dropped);
        Assert.Contains("not kept", rows.Warning, StringComparison.Ordinal);
        var summary = Assert.Single(await Ray.State.SummarizeTasksAsync());
        Assert.Equal(Tasks, summary.StateCounts[TaskState.Finished]);
    }

    [Fact]
    public async Task B085_A_thousand_dead_actors_stay_listed_older_ones_are_purged_and_all_are_counted()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var ids = new List<ActorId>();
        for (var i = 0; i < 1_100; i++)
        {
            var actor = Counter.Remote.Create(i, new ActorOptions { Name = $"actor {i}" });
            await actor.Increment();
            ids.Add(actor.Id);
            await Ray.KillAsync(actor);
        }

        var rows = await Ray.State.ListActorsAsync();

        Assert.Equal(1_000, rows.Count);
        Assert.Equal(100, rows.Dropped);
        Assert.Equal(ids.Skip(100).ToHashSet(), rows.Select(static row => row.Id).ToHashSet());
        Assert.All(rows, static row => Assert.Equal(ActorState.Dead, row.State));
        Assert.Equal(1_100, Assert.Single(await Ray.State.SummarizeActorsAsync()).StateCounts[ActorState.Dead]);
    }

    [Fact]
    public void A_ring_keeps_the_last_rows_in_order()
    {
        var ring = new RowRing<(int, int)>(new RowBudget(64));
        for (var i = 0; i < 1000; i++)
        {
            ring.Write((i, -i));
            Assert.Equal(Enumerable.Range(Math.Max(0, i - 127), Math.Min(i, 127) + 1).Select(row => (row, -row)), ring.Read());
        }

        Assert.Equal(128, ring.Count);
        Assert.Equal(1000, ring.Written);
    }

    [Fact]
    public async Task A_ring_that_is_read_while_it_is_written_shows_no_half_written_row()
    {
        var ring = new RowRing<(long A, long B, long C, long D)>(new RowBudget(64));
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            for (var i = 1L; !stop.IsCancellationRequested; i++)
            {
                ring.Write((i, -i, i * 3, ~i));
            }
        });

        for (var read = 0; read < 2_000; read++)
        {
            var last = 0L;
            foreach (var (a, b, c, d) in ring.Read())
            {
                Assert.Equal((-a, a * 3, ~a), (b, c, d));
                Assert.True(a == last + 1 || last == 0, $"{a} after {last}");
                last = a;
            }
        }

        await stop.CancelAsync();
        await writer.Soon();
    }
}
