using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.TestingHost;

public sealed partial class InProcessTestCluster
{
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(10);

    public static TimeSpan GetLivenessStabilizationTime(ClusterMembershipOptions clusterMembershipOptions, bool didKill = false) =>
        (didKill ? clusterMembershipOptions.MaxProbeTimeout * 3 : TimeSpan.Zero) + TimeSpan.FromSeconds(5);

    public bool TryGetGrainContext(GrainId grainId, [NotNullWhen(true)] out IGrainContext? grainContext)
    {
        foreach (var silo in GetActiveSilos())
        {
            if (silo.ServiceProvider.GetRequiredService<Catalog>().TryGet(grainId, out var grain) && grain is IGrainContext context)
            {
                grainContext = context;
                return true;
            }
        }

        grainContext = null;
        return false;
    }

    public Task WaitForDeactivationAsync(GrainId grainId) => TryGetGrainContext(grainId, out var context) ? context.Deactivated : Task.CompletedTask;

    public Task WaitForDeactivationAsync(IAddressable grain) => WaitForDeactivationAsync(grain.GetGrainId());

    public async Task DeactivateAsync(GrainId grainId)
    {
        if (TryGetGrainContext(grainId, out var context))
        {
            await context.DeactivateAsync(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "A test asked for it."));
        }
    }

    public Task DeactivateAsync(IAddressable grain) => DeactivateAsync(grain.GetGrainId());

    public async Task MigrateAsync(GrainId grainId, SiloAddress? targetSilo = null)
    {
        if (!TryGetGrainContext(grainId, out var context))
        {
            throw new InvalidOperationException($"{grainId} is not active in this cluster.");
        }

        var requestContext = targetSilo is null ? null : new Dictionary<string, object> { [IPlacementDirector.PlacementHintKey] = targetSilo };
        context.Migrate(requestContext);
        await context.Deactivated;
    }

    public Task MigrateAsync(IAddressable grain, SiloAddress? targetSilo = null) => MigrateAsync(grain.GetGrainId(), targetSilo);

    /// <summary>Until every active silo sees exactly the active silos as active.</summary>
    public async Task WaitForLivenessToStabilizeAsync(bool didKill = false)
    {
        var options = GetSiloServiceProvider().GetRequiredService<Microsoft.Extensions.Options.IOptions<ClusterMembershipOptions>>().Value;
        using var timeout = new CancellationTokenSource(GetLivenessStabilizationTime(options, didKill));
        while (!IsStable())
        {
            await Task.Delay(PollPeriod, timeout.Token);
        }
    }

    public Task WaitForClusterManifestToStabilizeAsync(bool didKill = false) => WaitForLivenessToStabilizeAsync(didKill);

    private bool IsStable()
    {
        var active = GetActiveSilos().ToArray();
        var expected = active.Select(static silo => silo.SiloAddress).ToHashSet();
        return Array.TrueForAll(active, silo => expected.SetEquals(silo.ServiceProvider.GetRequiredService<ISiloStatusOracle>().GetActiveSilos()));
    }
}
