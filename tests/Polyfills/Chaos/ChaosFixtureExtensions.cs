using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Chaos;

internal static class ChaosFixtureExtensions
{
    public static IGrainFactory Factory(this InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<IGrainFactory>();

    public static ISiloStatusOracle Oracle(this InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<ISiloStatusOracle>();

    public static Task<bool> DeclareDeadAsync(this InProcessSiloHandle silo, SiloAddress dead) =>
        silo.ServiceProvider.GetRequiredService<IClusterMembershipService>().TryKill(dead);

    /// <summary>A grain that this silo has activated.</summary>
    public static async Task<IProbeGrain> ActivateAsync(this InProcessSiloHandle silo, IGrainFactory caller)
    {
        var grain = caller.GetGrain<IProbeGrain>(Signals.New());
        RequestContext.Set(IPlacementDirector.PlacementHintKey, silo.SiloAddress);
        try
        {
            Assert.Equal(silo.SiloAddress, await grain.Where().Soon());
        }
        finally
        {
            RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        }

        return grain;
    }
}
