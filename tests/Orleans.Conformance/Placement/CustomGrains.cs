using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

public interface ICustomPlaced : IWhere
{
    Task<SiloAddress> WhereIs(string key, SiloAddress to);
}

[CustomPlacement(7)]
public sealed class CustomPlacedGrain(ILocalSiloDetails silo) : WhereGrain(silo), ICustomPlaced
{
    public async Task<SiloAddress> WhereIs(string key, SiloAddress to)
    {
        RequestContext.Set("to", to);
        return await GrainFactory.GetGrain<ICustomPlaced>(key).Where();
    }
}

[UnregisteredPlacement]
public sealed class UnplaceableGrain(ILocalSiloDetails silo) : WhereGrain(silo), IUnplaceable;

public interface IUnplaceable : IWhere;

public sealed class UnregisteredPlacement : PlacementStrategy;

public sealed class UnregisteredPlacementAttribute() : Orleans.Placement.PlacementAttribute(new UnregisteredPlacement());
