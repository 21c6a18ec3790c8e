using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Polyfills.Chaos;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Calls;

/// <summary>A cancellation overtakes whatever keeps its request waiting. Callers wait for the callee's answer, which says that it is there.</summary>
public sealed class CancellationRaceTests : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster;

    public CancellationRaceTests()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo(static (_, silo) => silo.Services.Configure<SiloMessagingOptions>(Configure));
        builder.ConfigureClient(static client => client.Services.Configure<ClientMessagingOptions>(Configure));
        _cluster = builder.Build();
    }

    public static TheoryData<int> Callers => [-1, 0, 1];

    public async Task InitializeAsync() => await _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_request_that_is_cancelled_while_its_grain_activates_never_runs(int caller)
    {
        var grain = FactoryOf(caller).GetGrain<ISlowLifeGrain>(Signals.New());
        var (activating, activate, never) = (Signals.New(), Signals.New(), Signals.New());
        using var cancellation = new CancellationTokenSource();
        RequestContext.Set("activating", activating);
        RequestContext.Set("activate", activate);
        var call = OnFirstSilo(() => grain.Run(never, cancellation.Token));
        RequestContext.Clear();
        await Signals.Wait(activating);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        Signals.Set(activate);

        Assert.Equal(5, await grain.Echo(5));
        Assert.False(Signals.IsSet(never));
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_request_that_is_cancelled_while_its_grain_deactivates_never_runs(int caller)
    {
        var grain = FactoryOf(caller).GetGrain<ISlowLifeGrain>(Signals.New());
        var (deactivating, release, never) = (Signals.New(), Signals.New(), Signals.New());
        using var cancellation = new CancellationTokenSource();
        await OnFirstSilo(() => grain.HoldDeactivation(deactivating, release));
        await grain.Deactivate();
        await Signals.Wait(deactivating);

        var call = grain.Run(never, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        Signals.Set(release);

        Assert.Equal(5, await grain.Echo(5));
        Assert.False(Signals.IsSet(never));
    }

    private static void Configure(MessagingOptions options) => options.WaitForCancellationAcknowledgement = true;

    private Task OnFirstSilo(Func<Task> firstCall)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, _cluster.Silos[0].SiloAddress);
        var call = firstCall();
        RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        return call;
    }

    private IGrainFactory FactoryOf(int caller) => caller < 0 ? _cluster.Client : _cluster.Silos[caller].ServiceProvider.GetRequiredService<IGrainFactory>();
}
