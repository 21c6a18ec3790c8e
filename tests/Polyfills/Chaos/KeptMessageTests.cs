using Orleans.Polyfill;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Chaos;

public sealed class KeptMessageTests
{
    [Fact]
    public async Task What_a_partition_keeps_arrives_when_it_heals()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ConfigureFileLogging = false;
        var chaos = builder.UseChaos(new ChaosOptions { KeepMessagesDuringPartition = true });
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        await cluster.WaitForLivenessToStabilizeAsync();
        var grain = await cluster.Silos[1].ActivateAsync(cluster.Silos[0].Factory());
        chaos.Partition([cluster.Silos[0]], [cluster.Silos[1]]);

        var call = grain.Count();
        await Patience.Until(() => chaos.Counts.Waiting > 0);
        Assert.False(call.IsCompleted);
        chaos.Heal();

        Assert.Equal(1, await call.Soon());
        Assert.Equal(0, chaos.Counts.Lost + chaos.Counts.Cut);
    }
}
