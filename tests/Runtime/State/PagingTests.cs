namespace Orleans.Ray.Tests.State;

public sealed class PagingTests
{
    [Fact]
    public async Task B231_A_limit_keeps_the_same_rows_each_time_and_says_what_it_left_out()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        await Enumerable.Range(0, 50).Select(i => Sums.Remote.Increment(i)).ToList().Soon();
        await Sums.Remote.Add(1, 2).Soon();

        var page = await Ray.State.ListTasksAsync(new TaskFilter { Name = "Sums.Increment" }, limit: 20);
        var again = await Ray.State.ListTasksAsync(new TaskFilter { Name = "Sums.Increment" }, limit: 20);

        Assert.Equal(page.Select(row => row.Id), again.Select(row => row.Id));
        Assert.Equal(20, page.Count);
        Assert.Equal(50, page.Total);
        Assert.True(page.IsTruncated);
        Assert.Contains("20", page.Warning, StringComparison.Ordinal);
        Assert.Contains("50", page.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B231_A_complete_listing_warns_of_nothing()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        await Enumerable.Range(0, 50).Select(i => Sums.Remote.Increment(i)).ToList().Soon();

        foreach (var page in (StateList<TaskInfo>[])[await Ray.State.ListTasksAsync(), await Ray.State.ListTasksAsync(limit: 50)])
        {
            Assert.Equal(50, page.Count);
            Assert.False(page.IsTruncated);
            Assert.Equal(0, page.Dropped);
            Assert.Null(page.NextCursor);
            Assert.Null(page.Warning);
        }
    }

    [Fact]
    public async Task B231_Pages_follow_each_other_without_gap_or_repeat_while_other_work_goes_on()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var tasks = Enumerable.Range(0, 100).Select(i => Sums.Remote.Increment(i)).ToList();
        await tasks.Soon();

        var seen = new List<TaskId>();
        string? cursor = null;
        do
        {
            var page = await Ray.State.ListTasksAsync(new TaskFilter { Name = "Sums.Increment" }, limit: 7, cursor: cursor);
            Assert.Equal(100, page.Total);
            seen.AddRange(page.Select(row => row.Id));
            cursor = page.NextCursor;
            await Sums.Remote.Add(1, 2).Soon();
        }
        while (cursor is not null);

        Assert.Equal(tasks.Select(task => task.Id.Task).Order(Ids.ByDigits), seen);
    }

    [Fact]
    public async Task B231_The_filter_comes_before_the_limit()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        await Enumerable.Range(0, 300).Select(i => Sums.Remote.Increment(i)).ToList().Soon();
        var needle = Sums.Remote.Add(1, 2);
        await needle.Soon();

        var page = await Ray.State.ListTasksAsync(new TaskFilter { Name = "Sums.Add" }, limit: 1);

        Assert.Equal(needle.Id.Task, Assert.Single(page).Id);
        Assert.Null(page.Warning);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_001)]
    public async Task B231_A_limit_over_the_most_is_refused(int limit)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var thrown = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Ray.State.ListTasksAsync(limit: limit));

        Assert.Contains("10000", thrown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Ray.State.ListActorsAsync(limit: limit));
    }

    [Fact]
    public async Task A_cursor_that_is_none_is_refused()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Contains("cursor", (await Assert.ThrowsAsync<ArgumentException>(() => Ray.State.ListTasksAsync(cursor: "page 2"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_ten_thousand_rows_are_listed_page_by_page()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.TaskEvents) = (2, TaskEventLevel.All));
        await Enumerable.Range(0, 12_000).Select(i => Sums.Remote.Increment(i)).ToList().Soon();

        var first = await Ray.State.ListTasksAsync();
        var second = await Ray.State.ListTasksAsync(cursor: first.NextCursor);

        Assert.Equal((10_000, 2_000), (first.Count, second.Count));
        Assert.Equal(12_000, first.Select(row => row.Id).Concat(second.Select(row => row.Id)).Distinct().Count());
        Assert.Equal(0, first.Dropped);
    }

    [Fact]
    public async Task Queued_work_is_listed_beyond_ten_thousand_rows()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var running = Gated.Remote.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        var queued = Enumerable.Range(0, 20_000).Select(i => Sums.Remote.Increment(i)).ToList();

        var page = await Ray.State.ListTasksAsync(new TaskFilter { State = TaskState.PendingNodeAssignment });
        var runs = await Ray.State.ListTasksAsync(new TaskFilter { State = TaskState.Running });

        Assert.Equal(20_000, page.Total);
        Assert.Equal(running.Id.Task, Assert.Single(runs).Id);
        gate.Open();
        await queued.Soon();
    }
}
