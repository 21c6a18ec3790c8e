using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

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

public sealed class OnlyFilterAttribute(int place) : PlacementFilterAttribute(new OnlyFilter(place));

public sealed class OnlyFilterDirector : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        silos.Order().Skip(((OnlyFilter)filterStrategy).Place).Take(1);
}

public interface IFilteredPlaced : IWhere;

[OnlyFilter(1), RandomPlacement]
public sealed class FilteredPlacedGrain(ILocalSiloDetails silo) : WhereGrain(silo), IFilteredPlaced;

public interface INowherePlaced : IWhere;

[OnlyFilter(99)]
public sealed class NowherePlacedGrain(ILocalSiloDetails silo) : WhereGrain(silo), INowherePlaced;
