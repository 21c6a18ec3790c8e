namespace Orleans.Ray.Tests.Races;

/// <summary>A cancelled task's children are cancelled too, whenever they were submitted.</summary>
public sealed class CancelledFamilyTests
{
    [Fact]
    public async Task A_child_that_is_submitted_after_its_parent_was_cancelled_does_not_run()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var parcel = new Parcel<ObjectRef<int>>();
        var parent = Kin.Remote.SubmitAfter(gate.Id, parcel.Id);
        await gate.ArrivalsAsync(1);

        Assert.True(await Ray.CancelAsync(parent));
        gate.Open();

        var child = await parcel.Content.Soon();
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => child.Soon());
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => parent.Soon());
    }

    [Fact]
    public async Task A_running_child_of_a_cancelled_parent_sees_its_token_and_both_are_cancelled()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var parcel = new Parcel<ObjectRef<int>>();
        var parent = Kin.Remote.AwaitChild(gate.Id, parcel.Id);
        await gate.ArrivalsAsync(1);

        Assert.True(await Ray.CancelAsync(parent));

        var child = await parcel.Content.Soon();
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => child.Soon());
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => parent.Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }
}
