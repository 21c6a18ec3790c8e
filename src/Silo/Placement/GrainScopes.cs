using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Ray.Hosting;
using Orleans.Ray.Tasks;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.Ray.Placement;

/// <summary>Which scope the code of a grain runs in: its activation's own where it holds resources, else that of the silo's own job.</summary>
internal sealed class GrainScopes(HostedDriver driver, GrainLeases leases, PlacementStrategyResolver strategies)
{
    private readonly ConcurrentDictionary<GrainType, ResourceSet?> _demands = new();

    /// <summary>The scope of the grain whose turn this thread runs, on whichever silo of the process; null where it runs none.</summary>
    public static IExecutionScope? FindCurrent(IGrainContextAccessor accessor)
    {
        if (accessor.GrainContext is not { GrainInstance: not ISystemTarget } context
            || context.ActivationServices.GetService<GrainScopes>() is not { } scopes)
        {
            return null;
        }

        IExecutionScope scope = scopes.Of(context) is { } own ? own : scopes.Job;
        return scope is Job { IsOpen: false } ? null : scope;
    }

    public Job Job => driver.Job;

    /// <summary>The activation's own scope; null where its class is not placed under the ledger. Called on the activation's turns only.</summary>
    public GrainScope? Of(IGrainContext context)
    {
        if (context.GetComponent<GrainScope>() is { } known)
        {
            return known;
        }

        if (_demands.GetOrAdd(context.GrainId.Type, DemandOf) is not { } demand)
        {
            return null;
        }

        var lease = leases.Claim(context.GrainId, demand);
        var scope = new GrainScope(driver.Job, lease, context);
        context.SetComponent(scope);
        _ = ReturnAfterAsync(context, lease);
        return scope;
    }

    private ResourceSet? DemandOf(GrainType type) => strategies.GetPlacementStrategy(type) is BottomUpPlacement { Demand: var demand } ? demand : null;

    private async Task ReturnAfterAsync(IGrainContext context, GrainLease lease)
    {
        // Not in a turn of the activation: those end with it.
        await context.Deactivated.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        leases.Return(lease);
    }
}
