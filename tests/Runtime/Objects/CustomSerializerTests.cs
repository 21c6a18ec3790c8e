namespace Orleans.Ray.Tests.Objects;

public sealed class CustomSerializerTests
{
    [Fact]
    public async Task B014_A_converter_registered_for_a_type_is_used_for_puts_results_and_arguments()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        // One copy goes into the store, one comes out.
        Assert.Equal(2, (await Ray.Put(new Sealed(0))).Value);
        Assert.Equal(2, (await Seals.Remote.Make(0).Soon()).Value);

        // One is made at the call, and one for the attempt, which another may follow.
        Assert.Equal(2, await Seals.Remote.Open(new Sealed(0)).Soon());
    }

    [Fact]
    public async Task Each_of_several_returns_is_copied_once_into_its_object()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var (first, second) = Seals.Remote.MakeTwo(0);

        Assert.Equal(2, (await first.Soon()).Value);
        Assert.Equal(12, (await second.Soon()).Value);
    }

    [Fact]
    public async Task B149_A_task_that_is_cancelled_while_its_arguments_are_copied_never_runs()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var before = Seals.Opened;
        var task = Seals.Remote.Open(new Sealed(0, gate.Id));
        await gate.ArrivalsAsync(1);

        Assert.True(await Ray.CancelAsync(task));
        gate.Open();

        await Assert.ThrowsAsync<RayTaskCancelledException>(() => task.Soon());
        Assert.Equal(before, Seals.Opened);
        Assert.Equal(1, await Sums.Remote.Add(0, 1).Soon());
    }
}
