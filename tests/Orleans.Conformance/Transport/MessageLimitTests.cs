using Orleans.Configuration;
using Orleans.Conformance.Shared;
using Orleans.Hosting;

namespace Orleans.Conformance.Transport;

public sealed class MessageLimitTests
{
    // Above what silos tell each other of their grain classes.
    private const int Limit = 1_000_000;

    [Fact]
    public async Task A_request_above_the_limit_fails_its_call_and_no_other()
    {
        await using var cluster = await SocketCluster.StartAsync(2, silo => silo.Configure<SiloMessagingOptions>(options => options.MaxMessageBodySize = Limit));
        var grain = await SocketCluster.GrainOn(cluster.Silos[1], cluster.Silos[0]);
        var (started, release) = (Names.New(), Names.New());
        var other = await SocketCluster.GrainOn(cluster.Silos[1], cluster.Silos[0]);
        var running = other.Wait(started, release);
        await Signals.Wait(started);

        var exception = await Record.ExceptionAsync(() => grain.Echo(new byte[2 * Limit]).Soon());
        var first = await Record.ExceptionAsync(() => Placed.On(
            SocketCluster.AddressOf(cluster.Silos[1]),
            () => SocketCluster.FactoryOf(cluster.Silos[0]).GetGrain<ISocketGrain>(Names.New()).Echo(new byte[2 * Limit]).Soon()));
        var fits = await grain.Echo(new byte[Limit / 2]).Soon();
        Signals.Set(release);

        Assert.NotNull(exception);
        Assert.IsNotType<TimeoutException>(exception);
        Assert.NotNull(first);
        Assert.IsNotType<TimeoutException>(first);
        Assert.Equal(Limit / 2, fits.Length);
        Assert.Equal(1, await running.Soon());
    }
}
