namespace Orleans.Ray.Tests.Races;

/// <summary>What a run returns when its object has failed already is nobody's: the object stays as it is, and the store keeps nothing.</summary>
public sealed class LateValueTests
{
    [Fact]
    public async Task A_large_value_that_comes_after_a_forced_cancel_leaves_the_object_cancelled()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var running = ReturnLate(gate.Id);
        await gate.ArrivalsAsync(1);
        Assert.True(await Ray.CancelAsync(running, force: true));

        gate.Open();

        // Its value was kept by the time that its CPU is free.
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => running.Soon());
        Assert.Equal(0, (await ray.State.SummarizeObjectStoresAsync())[0].Objects);
    }

    [Fact]
    public async Task A_large_value_that_comes_after_its_time_leaves_the_object_timed_out()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var gate = new Gate();
        var limit = TimeSpan.FromSeconds(1);
        var running = ReturnLate(gate.Id, new TaskOptions { Timeout = limit });
        await gate.ArrivalsAsync(1);
        node.Time.Advance(limit);

        gate.Open();

        await WaitForCondition.HoldsAsync(() => node.FreeCpus == 1);
        await Assert.ThrowsAsync<RayTaskTimeoutException>(() => running.Soon());
    }

    [Fact]
    public async Task Several_large_values_that_come_after_a_forced_cancel_leave_nothing_in_the_store()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var (one, other) = Several.Remote.TwoLargeLate(gate.Id);
        await gate.ArrivalsAsync(1);
        Assert.True(await Ray.CancelAsync(other, force: true));

        gate.Open();

        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => one.Soon());
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => other.Soon());
        Assert.Equal(0, (await ray.State.SummarizeObjectStoresAsync())[0].Objects);
    }

    private static ObjectRef<double[]> ReturnLate(string gate, TaskOptions? options = null) => Ray.Run(
        () =>
        {
            Gate.Find(gate).Pass();
            return new double[100_000];
        },
        options);
}
