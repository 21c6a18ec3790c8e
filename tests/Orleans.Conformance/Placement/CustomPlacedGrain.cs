using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

[CustomPlacement(7)]
public sealed class CustomPlacedGrain(ILocalSiloDetails silo) : WhereGrain(silo), ICustomPlaced
{
    public Task<SiloAddress> WhereSoon() => Where();

    public async Task<SiloAddress> WhereIs(string key, SiloAddress to)
    {
        RequestContext.Set("to", to);
        return await GrainFactory.GetGrain<ICustomPlaced>(key).Where();
    }
}
