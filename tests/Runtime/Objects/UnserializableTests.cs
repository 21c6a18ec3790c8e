namespace Orleans.Ray.Tests.Objects;

public sealed class UnserializableTests
{
    [Fact]
    public async Task Put_refuses_a_type_that_cannot_be_copied_and_names_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        AssertNamesType(Assert.Throws<RaySerializationException>(() => Ray.Put(new Plain())));
        AssertNamesType(Assert.Throws<RaySerializationException>(() => Ray.Put<object>(new Plain())));
        AssertNamesType(Assert.Throws<RaySerializationException>(() => Ray.Put(new List<Plain> { new() })));
        AssertNamesType(Assert.Throws<RaySerializationException>(() => Ray.Put(new Dictionary<string, object> { ["a"] = new Plain() })));
    }

    [Fact]
    public async Task A_call_refuses_such_an_argument_at_once()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var counter = PlainActor.Remote.Create();

        AssertNamesType(Assert.Throws<RaySerializationException>(() => Plains.Remote.Take(new Plain())));
        AssertNamesType(Assert.Throws<RaySerializationException>(() => counter.Take(new Plain())));
        AssertNamesType(Assert.Throws<RaySerializationException>(() => PlainActor.Remote.Create(new Plain())));
        Assert.Equal(1, await counter.Ping().Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task Getting_such_a_result_throws_and_nothing_hangs()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var actor = PlainActor.Remote.Create();

        AssertNamesType(await Assert.ThrowsAsync<RaySerializationException>(() => Plains.Remote.Give().Soon()));
        AssertNamesType(await Assert.ThrowsAsync<RaySerializationException>(() => Plains.Remote.GiveAsync().Soon()));
        AssertNamesType(await Assert.ThrowsAsync<RaySerializationException>(() => Plains.Remote.GiveInList().Soon()));
        AssertNamesType(await Assert.ThrowsAsync<RaySerializationException>(() => actor.Give().Soon()));
        AssertNamesType(await Assert.ThrowsAsync<RaySerializationException>(() => Echoes.Remote.TypeOf<Plain>(Plains.Remote.Give()).Soon()));
        Assert.Equal(1, await actor.Ping().Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task A_result_that_no_one_can_copy_names_the_task_in_its_failure()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var refused = await Assert.ThrowsAsync<RaySerializationException>(() => Plains.Remote.Give().Soon());

        Assert.Equal("Plains.Give", refused.RayFailure()?.TaskName);
    }

    private static void AssertNamesType(RaySerializationException refused)
    {
        Assert.Contains(nameof(Plain), refused.Message, StringComparison.Ordinal);
        Assert.Contains("GenerateSerializer", refused.Message, StringComparison.Ordinal);
    }
}
