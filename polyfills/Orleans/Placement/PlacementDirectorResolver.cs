namespace Orleans.Runtime.Placement;

public sealed class PlacementDirectorResolver(IServiceProvider services)
{
    public IPlacementDirector GetPlacementDirector(PlacementStrategy placementStrategy) =>
        services.GetRequiredKeyedService<IPlacementDirector>(placementStrategy.GetType());
}
