using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Polyfills.Chaos;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Calls;

public sealed class EndlessTimeoutTests
{
    public static TheoryData<TimeSpan> Timeouts => [Timeout.InfiniteTimeSpan, TimeSpan.MaxValue];

    /// <summary>The sweep for expired calls comes each second.</summary>
    [Theory]
    [MemberData(nameof(Timeouts))]
    public async Task Calls_that_may_take_for_ever_come_back_whenever_they_are_answered(TimeSpan timeout)
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo.Services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = timeout));
        builder.ConfigureClient(client => client.Services.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = timeout));
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        var key = Signals.New();
        var factories = new[] { cluster.Client, cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>(), cluster.Silos[1].ServiceProvider.GetRequiredService<IGrainFactory>() };
        RequestContext.Set(IPlacementDirector.PlacementHintKey, cluster.Silos[0].SiloAddress);
        await factories[1].GetGrain<ISlowGrain>(key).Touch();
        RequestContext.Clear();

        var calls = Array.ConvertAll(factories, factory => factory.GetGrain<ISlowGrain>(key).Wait());
        await factories[1].GetGrain<ISlowGrain>(key).WaitUntilRunning();
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        Assert.DoesNotContain(calls, static call => call.IsCompleted);
        await factories[1].GetGrain<ISlowGrain>(key).Release();

        await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(20));
    }
}
