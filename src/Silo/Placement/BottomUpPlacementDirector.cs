using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.Ray.Placement;

/// <summary>
/// Decides where a grain under the ledger is activated: here, where this silo has its class. The resources are taken before the answer is
/// given, so that the activation begins with them; elsewhere the chosen silo takes them when the first call arrives.
/// </summary>
internal sealed class BottomUpPlacementDirector(GrainLeases leases) : IPlacementDirector
{
    public async Task<SiloAddress> OnAddActivation(Orleans.Runtime.PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        var chosen = IPlacementDirector.GetPlacementHint(target.RequestContextData, silos)
            ?? (silos.Contains(context.LocalSilo) ? context.LocalSilo : silos[Random.Shared.Next(silos.Length)]);
        if (chosen.Equals(context.LocalSilo))
        {
            await leases.ReserveAsync(target.GrainIdentity, ((BottomUpPlacement)strategy).Demand).ConfigureAwait(false);
        }

        return chosen;
    }
}
