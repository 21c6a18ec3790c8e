namespace Orleans.Ray.Tests.Actors;

public sealed class InheritanceTests
{
    [Fact]
    public async Task B070_Methods_of_the_base_class_are_called_with_what_their_attributes_say()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        await using var heir = Heir.Remote.Create(chronicle.Id);

        Assert.Equal("heir", await heir.Tell().Soon());
        Assert.Equal(7, await heir.Get().Soon());
        Assert.Equal(3, await heir.FailTwice().Soon());
    }

    [Fact]
    public async Task B110_A_request_that_no_node_fits_still_finds_the_actor_that_exists()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var first = Counter.Remote.Create(5, new ActorOptions { Name = "there" });
        await first.Value().Soon();
        var impossible = new ActorOptions { Name = "there", GetIfExists = true, NumCpus = 1000 };

        await using var second = Counter.Remote.Create(0, impossible);
        Assert.Equal(6, await second.Increment().Soon());

        await using var none = Counter.Remote.Create(0, impossible with { Name = "nowhere" });
        await Assert.ThrowsAsync<InfeasibleRequestException>(() => none.Increment().Soon());
        await using var free = Counter.Remote.Create(1, new ActorOptions { Name = "nowhere" });
        Assert.Equal(2, await free.Increment().Soon());
    }
}
