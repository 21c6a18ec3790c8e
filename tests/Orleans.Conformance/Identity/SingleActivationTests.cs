using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Identity;

public sealed class SingleActivationTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task Concurrent_first_calls_from_everywhere_reach_one_activation()
    {
        for (var round = 0; round < 20; round++)
        {
            var key = Names.New();
            var factories = new[] { fixture.Client, fixture.FactoryOf(0), fixture.FactoryOf(1), fixture.FactoryOf(2) };

            var calls = Enumerable.Range(0, 40).Select(i => Task.Run(() => factories[i % factories.Length].GetGrain<ICountingGrain>(key).Activation()));
            var activations = await Task.WhenAll(calls);

            Assert.Single(activations.Distinct());
        }
    }
}
