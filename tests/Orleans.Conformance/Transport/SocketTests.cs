using System.Net;
using Orleans.Conformance.Placement;
using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Transport;

public sealed class SocketTests(SocketClusterFixture fixture) : IClassFixture<SocketClusterFixture>
{
    private SocketCluster Cluster => fixture.Cluster;

    [Fact]
    public async Task Silos_call_one_another_whoever_connected_to_whom()
    {
        foreach (var caller in Cluster.Silos)
        {
            foreach (var callee in Cluster.Silos)
            {
                var grain = await SocketCluster.GrainOn(callee, caller);

                Assert.Equal(SocketCluster.AddressOf(callee), await grain.Where());
            }
        }
    }

    [Fact]
    public async Task A_grain_calls_a_grain_of_a_third_silo()
    {
        var far = await SocketCluster.GrainOn(Cluster.Silos[2], Cluster.Silos[0]);
        var near = await SocketCluster.GrainOn(Cluster.Silos[1], Cluster.Silos[0]);

        Assert.Equal([1, 2, 3], await near.EchoThrough(far, [1, 2, 3]));
    }

    [Fact]
    public async Task A_client_calls_grains_of_every_silo_through_the_gateways()
    {
        var client = await Cluster.StartClientAsync();

        foreach (var silo in Cluster.Silos)
        {
            var grain = await SocketCluster.GrainOn(silo, client);

            Assert.Equal(SocketCluster.AddressOf(silo), await grain.Where());
            Assert.Equal([7], await grain.Echo([7]));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Calls_of_all_sizes_together_get_each_its_own_answer(int seed)
    {
        var random = new Random(seed);
        var grains = new List<ISocketGrain>();
        for (var i = 0; i < 4; i++)
        {
            grains.Add(await SocketCluster.GrainOn(Cluster.Silos[1], Cluster.Silos[0]));
        }

        var contents = Enumerable.Range(0, 600).Select(i =>
        {
            var content = new byte[i % 20 == 0 ? random.Next(300_000) : random.Next(2_000)];
            random.NextBytes(content);
            return content;
        }).ToArray();
        var answers = await Task.WhenAll(contents.Select((content, index) => Task.Run(() => grains[index % grains.Count].Echo(content)))).Soon();

        Assert.All(contents.Zip(answers), pair => Assert.True(pair.First.AsSpan().SequenceEqual(pair.Second)));
    }

    [Fact]
    public async Task Ten_megabytes_go_both_ways()
    {
        var content = new byte[10 * 1024 * 1024];
        new Random(3).NextBytes(content);
        var grain = await SocketCluster.GrainOn(Cluster.Silos[2], Cluster.Silos[0]);

        var answer = await grain.Echo(content).Soon();

        Assert.True(content.AsSpan().SequenceEqual(answer));
    }

    [Fact]
    public async Task Where_nothing_listens_the_call_is_rejected_without_waiting()
    {
        var nowhere = SiloAddress.New(IPAddress.Loopback, 1, SiloAddress.AllocateNewGeneration());

        for (var i = 0; i < 2; i++)
        {
            RequestContext.Set("to", nowhere);
            var call = SocketCluster.FactoryOf(Cluster.Silos[0]).GetGrain<ICustomPlaced>(Names.New()).Where();
            RequestContext.Clear();

            // Below the limit for calls.
            await Assert.ThrowsAnyAsync<OrleansMessageRejectionException>(() => call.WaitAsync(TimeSpan.FromSeconds(15)));
        }
    }

    [Fact]
    public async Task A_client_of_another_cluster_is_refused()
    {
        var exception = await Record.ExceptionAsync(() => Cluster.StartClientAsync("another cluster").Soon());

        Assert.NotNull(exception);
        Assert.IsNotType<TimeoutException>(exception);
    }
}
