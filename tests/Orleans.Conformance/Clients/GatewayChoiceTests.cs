using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Clients;

public sealed class GatewayChoiceTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task Calls_of_one_grain_keep_to_one_gateway_and_those_of_many_are_spread_over_all()
    {
        var grains = Enumerable.Range(0, 90).Select(_ => fixture.Client.GetGrain<IGatewayGrain>(Names.New())).ToArray();

        var first = await Task.WhenAll(grains.Select(grain => grain.Where()));
        var second = await Task.WhenAll(grains.Select(grain => grain.Where()));

        Assert.Equal(first, second);
        Assert.Equal(3, first.Distinct().Count());
    }
}
