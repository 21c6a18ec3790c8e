namespace Orleans.Ray.Tests.State;

public sealed class FilterTests
{
    [Fact]
    public async Task B230_Filters_are_equal_and_not_equal()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await Sums.Remote.Add(1, 2).Soon();
        await Sums.Remote.Increment(1).Soon();
        var failed = Failures.Remote.ThrowFromVoid("no");
        await Assert.ThrowsAsync<InvalidOperationException>(() => failed.Soon());

        Assert.Equal(["Sums.Add"], await NamesAsync(new TaskFilter { Name = "Sums.Add" }));
        Assert.Equal(["Failures.ThrowFromVoid", "Sums.Increment"], await NamesAsync(new TaskFilter { Name = FilterValue.Not("Sums.Add") }));
        Assert.Equal(["Sums.Increment"], await NamesAsync(new TaskFilter { Name = FilterValue.Not("Sums.Add"), State = TaskState.Finished }));
        Assert.Equal(["Failures.ThrowFromVoid"], await NamesAsync(new TaskFilter { Name = FilterValue.Not("Sums.Add", "Sums.Increment") }));
        Assert.Equal(["Sums.Add", "Sums.Increment"], await NamesAsync(new TaskFilter { Name = FilterValue.Is("Sums.Add", "Sums.Increment") }));
        Assert.Equal(["Sums.Add", "Sums.Increment"], await NamesAsync(new TaskFilter { ErrorType = FilterValue.Not("System.InvalidOperationException") }));
        Assert.Empty(await NamesAsync(new TaskFilter { JobId = JobId.NewId() }));
        Assert.Equal(3, (await NamesAsync(new TaskFilter { ActorId = FilterValue.Not(ActorId.NewId()), JobId = RayContext.Current.JobId })).Length);
    }

    [Theory]
    [InlineData("state=FINISHED", 2)]
    [InlineData("state=finished", 2)]
    [InlineData("STATE!=Finished", 1)]
    [InlineData("state=PENDING_ARGS_AVAIL", 0)]
    [InlineData("name=Sums.Add", 1)]
    [InlineData("func_or_class_name!=Sums.Add", 2)]
    [InlineData("type=Normal", 3)]
    [InlineData("attempt_number=0", 3)]
    [InlineData("error_type=System.InvalidOperationException", 1)]
    public async Task B230_Filters_can_be_written_as_on_a_command_line(string condition, int expected)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await Sums.Remote.Add(1, 2).Soon();
        await Sums.Remote.Increment(1).Soon();
        var failed = Failures.Remote.ThrowFromVoid("no");
        await Assert.ThrowsAsync<InvalidOperationException>(() => failed.Soon());

        Assert.Equal(expected, (await Ray.State.ListTasksAsync(TaskFilter.Parse(condition))).Count);
    }

    [Fact]
    public async Task Conditions_that_exclude_add_up_and_ids_can_be_written()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var sum = Sums.Remote.Add(1, 2);
        await sum.Soon();
        await Sums.Remote.Increment(1).Soon();

        Assert.Empty(await NamesAsync(TaskFilter.Parse("name!=Sums.Add", "name!=Sums.Increment")));
        Assert.Equal(["Sums.Add"], await NamesAsync(TaskFilter.Parse($"task_id={sum.Id.Task}", $"job_id={RayContext.Current.JobId}")));
    }

    [Theory]
    [InlineData("attempt>0", "=")]
    [InlineData("attempt<1", "=")]
    [InlineData("name~Sums", "=")]
    [InlineData("attempt>=0", "=")]
    [InlineData("attempt<=0", "=")]
    [InlineData("=RUNNING", "column=value")]
    [InlineData("colour=red", "state, name")]
    [InlineData("state=SLEEPING", "Running")]
    [InlineData("state=3", "Running")]
    [InlineData("attempt=first", "number")]
    [InlineData("task_id=12", "32")]
    [InlineData("name=", "text")]
    public void B230_Anything_else_is_refused_and_says_what_to_write(string condition, string expected)
    {
        var thrown = Assert.Throws<ArgumentException>(() => TaskFilter.Parse(condition));

        Assert.Contains(condition, thrown.Message, StringComparison.Ordinal);
        Assert.Contains(expected, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_that_is_null_is_refused() =>
        Assert.Contains("column=value", Assert.Throws<ArgumentException>(() => TaskFilter.Parse((string)null!)).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_values_that_one_column_must_both_equal_are_refused() =>
        Assert.Contains("one condition too many", Assert.Throws<ArgumentException>(() => TaskFilter.Parse("name=a", "name=b")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("true")]
    [InlineData("True")]
    [InlineData("1")]
    public async Task B230_Booleans_have_three_spellings(string spelling)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var detached = Counter.Remote.Create(0, new ActorOptions { Name = "stays", Lifetime = ActorLifetime.Detached });
        await using var other = Counter.Remote.Create(0);

        var row = Assert.Single(await Ray.State.ListActorsAsync(ActorFilter.Parse($"is_detached={spelling}")));

        Assert.Equal(detached.Id, row.Id);
        Assert.Equal(other.Id, Assert.Single(await Ray.State.ListActorsAsync(ActorFilter.Parse($"is_detached!={spelling}"))).Id);
        await Ray.KillAsync(detached);
    }

    private static async Task<string[]> NamesAsync(TaskFilter filter) => [.. (await Ray.State.ListTasksAsync(filter)).Select(row => row.Name).Order(StringComparer.Ordinal)];
}
