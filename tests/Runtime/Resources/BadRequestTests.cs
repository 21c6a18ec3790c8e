namespace Orleans.Ray.Tests.Resources;

public sealed class BadRequestTests
{
    public static TheoryData<TaskOptions, string> BadOptions => new()
    {
        { new TaskOptions { NumGpus = 1.5 }, "1.5" },
        { new TaskOptions { NumGpus = -1 }, "GPU" },
        { new TaskOptions { NumCpus = -0.5 }, "CPU" },
        { new TaskOptions { NumCpus = double.NaN }, "CPU" },
        { new TaskOptions { NumCpus = double.PositiveInfinity }, "CPU" },
        { new TaskOptions { Memory = -1 }, "memory" },
        { new TaskOptions { Name = " " }, "Name" },
        { new TaskOptions { Resources = new Dictionary<string, double> { ["CPU"] = 1 } }, "NumCpus" },
        { new TaskOptions { Resources = new Dictionary<string, double> { ["GPU"] = 1 } }, "NumGpus" },
        { new TaskOptions { Resources = new Dictionary<string, double> { ["memory"] = 1 } }, "Memory" },
        { new TaskOptions { Resources = new Dictionary<string, double> { [" "] = 1 } }, "name" },
        { new TaskOptions { Resources = new Dictionary<string, double> { ["tpu"] = -1 } }, "tpu" },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public async Task A_request_that_makes_no_sense_is_refused_at_the_call(TaskOptions options, string says)
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 1;
            o.NumGpus = 4;
        });

        var task = Assert.ThrowsAny<ArgumentException>(() => Sums.Remote.Add(1, 2, options));
        Assert.Contains(says, task.Message, StringComparison.Ordinal);
        var actor = Assert.ThrowsAny<ArgumentException>(() => Counter.Remote.Create(0, new ActorOptions
        {
            NumCpus = options.NumCpus,
            NumGpus = options.NumGpus,
            Memory = options.Memory,
            Resources = options.Resources,
            Name = options.Name,
        }));
        Assert.Contains(says, actor.Message, StringComparison.Ordinal);
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Theory]
    [InlineData(-1, 0, 0, "NumCpus")]
    [InlineData(double.NaN, 0, 0, "NumCpus")]
    [InlineData(1, -1, 0, "NumGpus")]
    [InlineData(1, 0, -1, "Memory")]
    public async Task A_node_that_makes_no_sense_is_refused_and_the_next_attempt_works(double cpus, int gpus, long memory, string says)
    {
        var refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => Ray.InitAsync(o =>
        {
            o.NumCpus = cpus;
            o.NumGpus = gpus;
            o.Memory = memory;
        }));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);

        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());
    }

    [Theory]
    [InlineData("CPU", 1)]
    [InlineData("GPU", 1)]
    [InlineData("memory", 1)]
    [InlineData(" ", 1)]
    [InlineData("tpu", -1)]
    public async Task Custom_resources_of_a_node_are_checked(string name, double amount)
    {
        var refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => Ray.InitAsync(o => o.Resources[name] = amount));

        Assert.Contains(name.Trim(), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blank_namespace_is_refused()
    {
        var refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => Ray.InitAsync(o => o.Namespace = " "));

        Assert.Contains("Namespace", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_node_can_ever_give_fails_at_once_and_says_what_is_missing()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 2;
            o.NumGpus = 1;
        });

        await AssertInfeasibleAsync(() => Sums.Remote.Add(1, 2, new TaskOptions { NumCpus = 3 }).Soon(), "Sums.Add", "CPU", "3", "2");
        await AssertInfeasibleAsync(() => Sums.Remote.IncrementAsync(1, new TaskOptions { NumGpus = 2 }).Soon(), "Sums.IncrementAsync", "GPU");
        await AssertInfeasibleAsync(() => Sums.Remote.Add(1, 2, new TaskOptions { Resources = new Dictionary<string, double> { ["tpu"] = 1 } }).Soon(), "tpu");
        await AssertInfeasibleAsync(() => Sums.Remote.Add(1, 2, new TaskOptions { Memory = long.MaxValue / 20_000 }).Soon(), "memory");
        await AssertInfeasibleAsync(() => Counter.Remote.Create(0, new ActorOptions { NumCpus = 3 }).Increment().Soon(), "Counter", "CPU");
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task An_infeasible_task_fails_at_once_even_when_its_arguments_never_come()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var never = Gated.Remote.Later(gate.Id);

        await Assert.ThrowsAsync<InfeasibleRequestException>(() => Sums.Remote.Increment(never, 1, new TaskOptions { NumCpus = 2 }).Soon());
    }

    [Fact]
    public async Task A_dependent_of_an_infeasible_task_fails_with_its_error()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await Assert.ThrowsAsync<InfeasibleRequestException>(async () =>
        {
            var infeasible = Sums.Remote.Add(1, 2, new TaskOptions { NumCpus = 2 });
            await Sums.Remote.Increment(infeasible).Soon();
        });
    }

    private static async Task AssertInfeasibleAsync(Func<Task> submit, params string[] says)
    {
        var infeasible = await Assert.ThrowsAsync<InfeasibleRequestException>(submit);
        Assert.All(says, word => Assert.Contains(word, infeasible.Message, StringComparison.Ordinal));
    }
}
