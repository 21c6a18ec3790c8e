using System.Globalization;

namespace Orleans.Placement;

public abstract class PlacementFilterStrategy
{
    private const string OrderKey = "order";

    protected PlacementFilterStrategy(int order) => Order = order;

    public int Order { get; private set; }

    public void Initialize(GrainProperties properties)
    {
        if (GetPlacementFilterGrainProperty(OrderKey, properties) is { } order)
        {
            Order = int.Parse(order, CultureInfo.InvariantCulture);
        }

        AdditionalInitialize(properties);
    }

    public virtual void AdditionalInitialize(GrainProperties properties)
    {
    }

    public void PopulateGrainProperties(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
    {
        var name = GetType().Name;
        properties[WellKnownGrainTypeProperties.PlacementFilter] = properties.TryGetValue(WellKnownGrainTypeProperties.PlacementFilter, out var names)
            ? $"{names},{name}"
            : name;
        properties[PropertyKey(OrderKey)] = Order.ToString(CultureInfo.InvariantCulture);
        foreach (var (key, value) in GetAdditionalGrainProperties(services, grainClass, grainType, properties))
        {
            properties[PropertyKey(key)] = value;
        }
    }

    protected string? GetPlacementFilterGrainProperty(string key, GrainProperties properties) =>
        properties.Properties.TryGetValue(PropertyKey(key), out var value) ? value : null;

    protected virtual IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) => [];

    private string PropertyKey(string key) => $"{WellKnownGrainTypeProperties.PlacementFilter}.{GetType().Name}.{key}";
}
