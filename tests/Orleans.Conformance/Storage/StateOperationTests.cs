using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Storage;

public sealed class StateOperationTests(StorageFixture fixture) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task State_is_read_in_its_stage_of_the_lifecycle()
    {
        var moments = await Grain(out var recorded).Moments();

        Assert.Equal("not known", moments["constructor"]);
        Assert.Equal("not known", moments["before"]);
        Assert.Equal("False", moments["after"]);
        Assert.Equal("False", moments["activation"]);
        Assert.Equal(["read"], recorded.Operations);
        Assert.Equal(["main"], recorded.StateNames);
    }

    [Fact]
    public async Task An_operation_waits_for_the_one_before_it()
    {
        var grain = Grain(out var recorded);

        await grain.Run(["1", "read"]);

        // The first is the one of the activation; a write waits for the gate, which opens when all have been asked for.
        Assert.Equal(["read", "write 1", "read"], recorded.Operations);
    }

    [Fact]
    public async Task Writes_that_wait_next_to_each_other_become_one()
    {
        var grain = Grain(out var recorded);

        var outcomes = await grain.Run(["1", "2", "3", "4", "5"]);

        Assert.All(outcomes, static outcome => Assert.Equal("done", outcome));
        Assert.Equal("write 5", recorded.Operations.Last());
        Assert.InRange(recorded.Operations.Count(static operation => operation != "read"), 1, 2);
        Assert.Equal("written 5", await grain.Etag());
    }

    [Fact]
    public async Task Reads_writes_and_clears_take_the_order_in_which_they_were_asked_for()
    {
        var grain = Grain(out var recorded);

        var outcomes = await grain.Run(["1", "read", "clear", "2", "3", "read", "4", "clear", "read"]);

        Assert.All(outcomes, static outcome => Assert.Equal("done", outcome));

        // Two writes without anything between them may be one.
        var kinds = recorded.Operations.Select(static operation => operation.Split(' ')[0]).ToList();
        for (var i = kinds.Count - 1; i > 0; i--)
        {
            if (kinds[i] == "write" && kinds[i - 1] == "write")
            {
                kinds.RemoveAt(i);
            }
        }

        Assert.Equal(["read", "write", "read", "clear", "write", "read", "write", "clear", "read"], kinds);
        Assert.Equal("none", await grain.Etag());
    }

    [Fact]
    public async Task An_operation_that_fails_does_not_stop_the_next()
    {
        var grain = Grain(out var recorded);
        recorded.FailsNextWrite = true;

        var outcomes = await grain.Run(["1", "read", "2"]);

        // How a failure of the storage is wrapped is not promised.
        Assert.NotEqual("done", outcomes[0]);
        Assert.Equal(["done", "done"], outcomes[1..]);
        Assert.StartsWith("written", await grain.Etag(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_fails_leaves_the_etag_as_it_was()
    {
        var grain = Grain(out var recorded);
        recorded.Gate.SetResult();
        await grain.Run(["1"]);
        recorded.FailsNextWrite = true;

        Assert.NotEqual("done", Assert.Single(await grain.Run(["2"])));

        Assert.Equal("written 1", await grain.Etag());
        Assert.Equal(2, await grain.Number());
    }

    [Fact]
    public async Task State_cannot_be_used_outside_of_the_grains_turns()
    {
        var grain = Grain(out var recorded);

        var outcomes = await grain.UseElsewhere();

        Assert.All(outcomes, static outcome => Assert.Equal(nameof(InvalidOperationException), outcome));
        Assert.Equal(["read"], recorded.Operations);
    }

    [Fact]
    public async Task State_travels_with_a_migrating_grain_and_is_not_read_again()
    {
        var grain = Grain(out var recorded);
        recorded.Gate.SetResult();
        await Placed.On(fixture.AddressOf(0), grain.Where);
        await grain.Run(["1"]);
        await grain.Set(2);

        await Placed.On(fixture.AddressOf(1), grain.Move);

        await Patience.Until(async () => (await grain.Where()).Equals(fixture.AddressOf(1)));
        Assert.Equal(2, await grain.Number());
        Assert.Equal("written 1", await grain.Etag());
        Assert.Equal("True", (await grain.Moments())["activation"]);
        Assert.Equal(["read", "write 1"], recorded.Operations);
    }

    private IRecordedStateGrain Grain(out RecordedGrain recorded)
    {
        var key = Names.New();
        recorded = RecordingStorage.Of(key);
        return fixture.Client.GetGrain<IRecordedStateGrain>(key);
    }
}
