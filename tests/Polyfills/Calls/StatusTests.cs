using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Calls;

public sealed class StatusTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_time_out_says_what_the_callee_was_doing(bool external)
    {
        await using var cluster = await StartAsync();
        var factory = external ? cluster.Client : cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>();
        var grain = factory.GetGrain<ISlowGrain>(Guid.NewGuid().ToString("N"));
        await grain.Queue();

        var running = Assert.ThrowsAsync<TimeoutException>(grain.Run);
        await grain.WaitUntilRunning();
        var waiting = (await Assert.ThrowsAsync<TimeoutException>(grain.Queue)).Message;
        await grain.Release();

        Assert.Contains("has been running Orleans.Polyfills.Calls.ISlowGrain.Run", (await running).Message, StringComparison.Ordinal);
        Assert.Contains("ISlowGrain.Queue", waiting, StringComparison.Ordinal);
        Assert.Contains("has been waiting at", waiting, StringComparison.Ordinal);
        Assert.Contains("as number 1 of 1; running there: Orleans.Polyfills.Calls.ISlowGrain.Run", waiting, StringComparison.Ordinal);
        Assert.Contains(grain.GetPrimaryKeyString(), waiting, StringComparison.Ordinal);
    }

    private static async Task<InProcessTestCluster> StartAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.Services.Configure<SiloMessagingOptions>(options =>
        {
            options.GrainWorkloadAnalysisPeriod = TimeSpan.FromMilliseconds(50);
            options.RequestProcessingWarningTime = TimeSpan.FromMilliseconds(100);
            options.RequestQueueDelayWarningTime = TimeSpan.FromMilliseconds(100);
        }));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
