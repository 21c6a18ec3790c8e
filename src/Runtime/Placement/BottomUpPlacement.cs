using System.Globalization;
using Orleans.Metadata;
using Orleans.Ray.Resources;

namespace Orleans.Ray.Placement;

/// <summary>The placement of one grain type with <see cref="BottomUpPlacementAttribute"/>: what an activation of it takes from its node.</summary>
internal sealed class BottomUpPlacement : Orleans.Runtime.PlacementStrategy
{
    public const string CpusKey = "ray.cpus";
    public const string GpusKey = "ray.gpus";
    public const string MemoryKey = "ray.memory";
    public const string ResourcesKey = "ray.resources";

    public ResourceSet Demand { get; private set; } = ResourceSet.Empty;

    public override void Initialize(GrainProperties properties)
    {
        base.Initialize(properties);
        var values = properties.Properties;
        Demand = new ResourceRequest
        {
            NumCpus = double.Parse(values[CpusKey], CultureInfo.InvariantCulture),
            NumGpus = double.Parse(values[GpusKey], CultureInfo.InvariantCulture),
            Memory = long.Parse(values[MemoryKey], CultureInfo.InvariantCulture),
            Custom = ResourceRequest.Parse(values[ResourcesKey]),
        }.ToResourceSet();
    }
}
