using System.Diagnostics.CodeAnalysis;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.TestingHost;

public sealed partial class InProcessTestCluster
{
    public static TimeSpan GetLivenessStabilizationTime(ClusterMembershipOptions clusterMembershipOptions, bool didKill = false) =>
        SiloInspection.GetLivenessStabilizationTime(clusterMembershipOptions, didKill);

    public bool TryGetGrainContext(GrainId grainId, [NotNullWhen(true)] out IGrainContext? grainContext) => SiloInspection.TryGetGrainContext(ActiveServices(), grainId, out grainContext);

    public Task WaitForDeactivationAsync(GrainId grainId) => SiloInspection.WaitForDeactivationAsync(ActiveServices(), grainId);

    public Task WaitForDeactivationAsync(IAddressable grain) => WaitForDeactivationAsync(grain.GetGrainId());

    public Task DeactivateAsync(GrainId grainId) => SiloInspection.DeactivateAsync(ActiveServices(), grainId);

    public Task DeactivateAsync(IAddressable grain) => DeactivateAsync(grain.GetGrainId());

    public Task MigrateAsync(GrainId grainId, SiloAddress? targetSilo = null) => SiloInspection.MigrateAsync(ActiveServices(), grainId, targetSilo);

    public Task MigrateAsync(IAddressable grain, SiloAddress? targetSilo = null) => MigrateAsync(grain.GetGrainId(), targetSilo);

    /// <summary>Until every active silo sees exactly the active silos as active.</summary>
    /// <exception cref="TimeoutException">That took longer than <see cref="GetLivenessStabilizationTime"/>.</exception>
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) => SiloInspection.WaitForLivenessToStabilizeAsync(ActiveServices, didKill);

    public Task WaitForClusterManifestToStabilizeAsync(bool didKill = false) => WaitForLivenessToStabilizeAsync(didKill);

    private List<IServiceProvider> ActiveServices() => [.. GetActiveSilos().Select(static silo => silo.ServiceProvider)];
}
