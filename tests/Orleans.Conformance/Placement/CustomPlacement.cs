using Orleans.Metadata;
using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

public sealed class CustomPlacement : PlacementStrategy
{
    public int Level { get; private set; }

    public CustomPlacement()
    {
    }

    public CustomPlacement(int level) => Level = level;

    public override void Initialize(GrainProperties properties) =>
        Level = int.Parse(properties.Properties["conformance.level"], System.Globalization.CultureInfo.InvariantCulture);

    public override void PopulateGrainProperties(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties) =>
        properties["conformance.level"] = Level.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
