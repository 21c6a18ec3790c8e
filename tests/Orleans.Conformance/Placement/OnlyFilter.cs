using Orleans.Placement;
using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

/// <summary>Leaves the silo with the given place in the order of addresses.</summary>
public sealed class OnlyFilter(int place) : PlacementFilterStrategy(order: 1)
{
    private int _place = place;

    public OnlyFilter()
        : this(0)
    {
    }

    public int Place => _place;

    public override void AdditionalInitialize(Metadata.GrainProperties properties) =>
        _place = int.Parse(GetPlacementFilterGrainProperty("place", properties)!, System.Globalization.CultureInfo.InvariantCulture);

    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) =>
        [new("place", _place.ToString(System.Globalization.CultureInfo.InvariantCulture))];
}
