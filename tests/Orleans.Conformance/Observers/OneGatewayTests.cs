using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Observers;

public sealed class OneGatewayTests(OneGatewayFixture fixture) : IClassFixture<OneGatewayFixture>
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_silo_without_a_gateway_calls_a_clients_object_through_one_that_has_it(int silo)
    {
        var (note, signal) = (new Note(), Names.New());
        var grain = fixture.Client.GetGrain<INotingGrain>(Names.New());
        await Placed.On(fixture.AddressOf(silo), grain.Where);
        await grain.Keep(fixture.Client.CreateObjectReference<INote>(note));

        Assert.Equal(fixture.AddressOf(silo), await grain.Where());
        Assert.Equal(6, await grain.Double(3));
        await grain.Tell(signal);
        await Signals.Wait(signal);
        GC.KeepAlive(note);
    }
}
