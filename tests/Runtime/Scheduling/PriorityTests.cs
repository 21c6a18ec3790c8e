namespace Orleans.Ray.Tests.Scheduling;

public sealed class PriorityTests
{
    [Fact]
    public async Task Of_the_tasks_that_wait_the_highest_priority_runs_first_and_equals_in_order()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var holder = Gated.Remote.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        ObjectRef<int>[] tasks =
        [
            Sequence.Remote.Note(gate.Id, 0),
            Sequence.Remote.Note(gate.Id, 1, new TaskOptions { Priority = 5 }),
            Sequence.Remote.Note(gate.Id, 2, new TaskOptions { Priority = -1 }),
            Sequence.Remote.NoteFirst(gate.Id, 3),
            Sequence.Remote.Note(gate.Id, 4, new TaskOptions { Priority = 5 }),
            Sequence.Remote.NoteFirst(gate.Id, 5, new TaskOptions { Priority = 0 }),
            Sequence.Remote.Note(gate.Id, 6),
        ];
        Assert.Contains("priority 5", await tasks[4].ExplainAsync(), StringComparison.Ordinal);

        gate.Open();

        Assert.Equal(Enumerable.Range(0, 7), await tasks.Soon());
        var noted = Sequence.Noted(gate.Id);
        Assert.Equal([3, 1, 4], noted[..3]);
        Assert.Equal([0, 5, 6], noted[3..6]);
        Assert.Equal(2, noted[6]);
        Assert.Equal(0, await holder.Soon());
    }
}
