using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.TestingHost;

/// <summary>What both kinds of cluster find in the silos of this process.</summary>
internal static class SiloInspection
{
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(10);

    public static TimeSpan GetLivenessStabilizationTime(ClusterMembershipOptions options, bool didKill) =>
        (didKill ? options.MaxProbeTimeout * 3 : TimeSpan.Zero) + TimeSpan.FromSeconds(5);

    public static bool TryGetGrainContext(IEnumerable<IServiceProvider> silos, GrainId grainId, [NotNullWhen(true)] out IGrainContext? grainContext)
    {
        foreach (var silo in silos)
        {
            if (silo.GetRequiredService<Catalog>().TryGet(grainId, out var grain) && grain is IGrainContext context)
            {
                grainContext = context;
                return true;
            }
        }

        grainContext = null;
        return false;
    }

    public static Task WaitForDeactivationAsync(IEnumerable<IServiceProvider> silos, GrainId grainId) =>
        TryGetGrainContext(silos, grainId, out var context) ? context.Deactivated : Task.CompletedTask;

    public static async Task DeactivateAsync(IEnumerable<IServiceProvider> silos, GrainId grainId)
    {
        if (TryGetGrainContext(silos, grainId, out var context))
        {
            await context.DeactivateAsync(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "A test asked for it."));
        }
    }

    public static async Task MigrateAsync(IEnumerable<IServiceProvider> silos, GrainId grainId, SiloAddress? targetSilo)
    {
        if (!TryGetGrainContext(silos, grainId, out var context))
        {
            throw new InvalidOperationException($"{grainId} is not active in this cluster.");
        }

        var requestContext = targetSilo is null ? null : new Dictionary<string, object> { [IPlacementDirector.PlacementHintKey] = targetSilo };
        context.Migrate(requestContext);
        await context.Deactivated;
    }

    /// <summary>Until every one of these silos sees exactly these as active. They may come and go meanwhile.</summary>
    public static async Task WaitForLivenessToStabilizeAsync(Func<List<IServiceProvider>> activeSilos, bool didKill)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var silos = activeSilos();
            var expected = silos.Select(AddressOf).ToHashSet();
            var blind = silos.Find(silo => !expected.SetEquals(silo.GetRequiredService<ISiloStatusOracle>().GetActiveSilos()));
            if (blind is null)
            {
                return;
            }

            if (Stopwatch.GetElapsedTime(started) > GetLivenessStabilizationTime(blind.GetRequiredService<IOptions<ClusterMembershipOptions>>().Value, didKill))
            {
                throw new TimeoutException(
                    $"Silo {AddressOf(blind)} sees [{string.Join(", ", blind.GetRequiredService<ISiloStatusOracle>().GetActiveSilos().Order())}] as active; active are [{string.Join(", ", expected.Order())}].");
            }

            await Task.Delay(PollPeriod);
        }
    }

    private static SiloAddress AddressOf(IServiceProvider silo) => silo.GetRequiredService<ILocalSiloDetails>().SiloAddress;
}
