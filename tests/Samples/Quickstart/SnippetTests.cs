using global::Quickstart.Snippets;

namespace Orleans.Ray.Samples.Tests.Quickstart;

public sealed class SnippetTests
{
    private static readonly int[] FiveSums = [45, 55, 65, 75, 85];

    [Fact]
    public async Task Matrices_of_zeros_multiply_to_zeros()
    {
        await using var ray = await Ray.InitAsync();
        Assert.Equal(NDArray.Zeros<double>(100, 100), await Matrices.ZerosAndMultiply.RunAsync());
    }

    [Fact]
    public async Task Three_increments_in_a_chain_give_3()
    {
        await using var ray = await Ray.InitAsync();
        Assert.Equal(3, await Chain.ThreeIncrements.RunAsync());
    }

    [Fact]
    public async Task A_tree_reduce_gives_the_plain_sum()
    {
        await using var ray = await Ray.InitAsync();
        var plain = Enumerable.Range(0, TreeReduce.Arrays).Select(TreeReduce.Load).Aggregate(NDArray.Add);
        Assert.Equal(plain, await TreeReduce.Sum.RunAsync());
    }

    [Fact]
    public async Task Nested_experiments_give_their_five_sums()
    {
        await using var ray = await Ray.InitAsync();
        Assert.Equal(FiveSums, await NestedTasks.Experiments.RunAsync());
    }

    [Fact]
    public async Task Nested_experiments_run_on_one_cpu()
    {
        await using var ray = await Ray.InitAsync(static options => options.NumCpus = 1);
        Assert.Equal(FiveSums, await NestedTasks.Experiments.RunAsync());
    }

    [Fact]
    public async Task Ten_counters_count_for_themselves_and_one_counts_on()
    {
        await using var ray = await Ray.InitAsync();
        var (each, first) = await Counters.TenThenFive.RunAsync();
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 1], each);
        Assert.Equal([2, 3, 4, 5, 6], first);
    }

    [Fact]
    public async Task A_rolling_window_completes_every_task_once()
    {
        await using var ray = await Ray.InitAsync();
        var done = await RollingWait.FiveInFlight.RunAsync();
        Assert.Equal(Enumerable.Range(0, RollingWait.Total), done.Order());
        // A task that is done while only five are in flight cannot be far ahead of those that are not.
        Assert.All(done.Select(static (item, index) => item - index), static ahead => Assert.InRange(ahead, -RollingWait.Total, RollingWait.Window - 1));
    }

    [Fact]
    public async Task Stragglers_are_left_out_and_cancelled()
    {
        await using var ray = await Ray.InitAsync();
        var (fetched, cancelled) = await Stragglers.WaitWithTimeout.RunAsync();
        Assert.Equal([0, 1, 2, 4, 5, 6], fetched);
        Assert.Equal(2, cancelled);
    }

    [Fact]
    public async Task Rollouts_in_parallel_equal_rollouts_in_line()
    {
        await using var ray = await Ray.InitAsync();
        var inLine = Enumerable.Range(1, 8).Select(static seed => RollOut(new Simulator((uint)seed)));
        Assert.Equal(inLine, await Simulations.Rollouts.RunAsync());
    }

    [Fact]
    public async Task A_parameter_server_loses_no_update_and_learns()
    {
        await using var ray = await Ray.InitAsync();
        var result = await Training.FourWorkers.RunAsync();
        Assert.Equal(Training.Workers * Training.StepsPerWorker, result.Version);
        Assert.True(result.LossAfter < result.LossBefore / 100, $"the loss went from {result.LossBefore} to {result.LossAfter}");
    }

    private static int RollOut(Simulator simulator)
    {
        var total = 0;
        for (var observation = simulator.Reset(); !observation.Done;)
        {
            observation = simulator.Step(-Math.Sign(observation.Position));
            total += observation.Reward;
        }

        return total;
    }
}
