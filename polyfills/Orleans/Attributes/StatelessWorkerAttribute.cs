using System.Globalization;
using Orleans.Placement;

namespace Orleans.Concurrency;

[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : PlacementAttribute
{
    public StatelessWorkerAttribute(int maxLocalWorkers)
        : this(maxLocalWorkers, true)
    {
    }

    public StatelessWorkerAttribute(int maxLocalWorkers, bool removeIdleWorkers)
        : base(new StatelessWorkerPlacement(maxLocalWorkers, removeIdleWorkers))
    {
    }

    public StatelessWorkerAttribute()
        : this(Environment.ProcessorCount)
    {
    }

    public override void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
    {
        base.Populate(services, grainClass, grainType, properties);
        properties["unordered"] = "true";
        var placement = (StatelessWorkerPlacement)PlacementStrategy;
        properties[StatelessWorkerPlacement.MaxLocalProperty] = placement.MaxLocal.ToString(CultureInfo.InvariantCulture);
        properties[StatelessWorkerPlacement.RemoveIdleProperty] = placement.RemoveIdleWorkers.ToString();
    }
}
