using Orleans.Configuration;
using Orleans.Conformance.Observers;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Conformance.Clients;

public sealed class GatewayLossTests : IAsyncLifetime
{
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(3);
        builder.ConfigureClient(client =>
        {
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromMilliseconds(200));
            client.AddClusterConnectionLostHandler((_, _) => _lost.TrySetResult());
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Calls_go_on_when_a_gateway_is_lost_and_none_runs_twice(bool kill)
    {
        var traffic = new Traffic(_cluster.Client);
        await traffic.UntilSucceeded(200);

        await (kill ? _cluster.KillSiloAsync(_cluster.Silos[1]) : _cluster.StopSiloAsync(_cluster.Silos[1]));

        await traffic.UntilSucceeded(200);
        var calls = await traffic.StopAsync();
        Assert.All(calls, call =>
        {
            Assert.True(call.Result.IsCompleted);
            Assert.InRange(CountedGrain.RunsOf(call.Call), call.Result.IsCompletedSuccessfully ? 1 : 0, 1);
        });
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => _cluster.Client.GetGrain<ICountedGrain>(Names.New()).Run($"{i}"))).Soon();
    }

    [Fact]
    public async Task A_call_in_flight_through_a_killed_gateway_is_not_sent_again()
    {
        var survivor = _cluster.Silos[0];
        var blocked = new List<(string Started, Task Call)>();
        var release = Names.New();
        for (var i = 0; i < 30; i++)
        {
            var (grain, started) = (_cluster.Client.GetGrain<ICountedGrain>(Names.New()), Names.New());
            await Placed.On(survivor.SiloAddress, grain.Where);
            blocked.Add((started, grain.Block(started, release)));
        }

        await Task.WhenAll(blocked.Select(call => Signals.Wait(call.Started)));
        await _cluster.KillSiloAsync(_cluster.Silos[1]);
        Signals.Set(release);
        await Task.WhenAll(blocked.Select(call => call.Call.ContinueWith(static _ => { }, TaskScheduler.Default))).Soon();

        // Those through the gateways that are left have their answers.
        Assert.All(blocked, call => Assert.True(call.Call.IsCompletedSuccessfully || call.Call.Exception!.InnerException is TimeoutException or OrleansException, $"{call.Call.Exception}"));
        Assert.Contains(blocked, call => call.Call.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task An_object_is_called_through_another_gateway_when_one_is_lost()
    {
        var note = new Note();
        var reference = _cluster.Client.CreateObjectReference<INote>(note);
        var grain = _cluster.Client.GetGrain<INotingGrain>(Names.New());
        await Placed.On(_cluster.Silos[0].SiloAddress, grain.Where);
        await grain.Keep(reference);
        Assert.Equal(2, await grain.Double(1));

        await _cluster.StopSiloAsync(_cluster.Silos[2]);
        await UntilDoubled(grain, 2);

        var added = await _cluster.StartAdditionalSiloAsync();
        await _cluster.KillSiloAsync(_cluster.Silos[1]);
        var other = _cluster.Client.GetGrain<INotingGrain>(Names.New());
        await Placed.On(added.SiloAddress, other.Where);
        await other.Keep(reference);
        await UntilDoubled(other, 3);
        await UntilDoubled(grain, 4);
        GC.KeepAlive(note);
    }

    [Fact]
    public async Task Without_a_gateway_a_call_is_refused_at_once_and_one_that_is_back_is_used()
    {
        var client = _cluster.Client;
        await client.GetGrain<ICountedGrain>(Names.New()).Where();
        await _cluster.StopSilosAsync();

        // A connection that has just closed may still take a message; that one times out. No other does.
        await Patience.Until(async () => await IsRefusedAsync(client));
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => client.GetGrain<ICountedGrain>(Names.New()).Where());
        await _lost.Task.Soon();

        await _cluster.StartAdditionalSiloAsync();

        await Patience.Until(async () => !await IsRefusedAsync(client));
        Assert.Equal(_cluster.Silos[0].SiloAddress, await client.GetGrain<ICountedGrain>(Names.New()).Where());
    }

    /// <summary>Silos learn one after another through which gateways a client can be reached.</summary>
    private static Task UntilDoubled(INotingGrain grain, int value) => Patience.Until(async () =>
    {
        try
        {
            return await grain.DoubleSoon(value) == value * 2;
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            return false;
        }
    });

    private static async Task<bool> IsRefusedAsync(IGrainFactory client)
    {
        try
        {
            await client.GetGrain<ICountedGrain>(Names.New()).Where();
            return false;
        }
        catch (OrleansMessageRejectionException)
        {
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or SiloUnavailableException)
        {
            return false;
        }
    }
}
