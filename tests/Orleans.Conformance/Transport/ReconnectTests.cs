using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Transport;

public sealed class ReconnectTests
{
    [Fact]
    public async Task A_silo_that_comes_back_at_its_port_is_called_again()
    {
        await using var cluster = await SocketCluster.StartAsync(2);
        var (first, second) = (cluster.Silos[0], cluster.Silos[1]);
        var old = SocketCluster.AddressOf(second);
        await (await SocketCluster.GrainOn(second, first)).Where();
        await second.StopAsync();

        // A generation is a time in seconds.
        await Patience.Until(() => Task.FromResult(SiloAddress.AllocateNewGeneration() > old.Generation));
        var replacement = await cluster.StartSiloAsync(old.Endpoint.Port);
        var address = SocketCluster.AddressOf(replacement);
        var oracle = (ISiloStatusOracle)first.Services.GetService(typeof(ISiloStatusOracle))!;
        await Patience.Until(() => Task.FromResult(oracle.GetApproximateSiloStatus(address) == SiloStatus.Active));

        var grain = await SocketCluster.GrainOn(replacement, first);

        Assert.Equal(address, await grain.Where());
        Assert.Equal(old.Endpoint, address.Endpoint);
        Assert.NotEqual(old, address);
    }
}
