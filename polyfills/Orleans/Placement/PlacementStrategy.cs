namespace Orleans.Runtime;

public abstract class PlacementStrategy
{
    protected PlacementStrategy()
    {
    }

    public virtual bool IsUsingGrainDirectory => true;

    public virtual void Initialize(GrainProperties properties)
    {
    }

    public virtual void PopulateGrainProperties(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
    {
    }
}
