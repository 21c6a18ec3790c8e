namespace Orleans.Runtime;

/// <summary>A grain class as its properties tell of it, wherever it is.</summary>
internal sealed class GrainImplementation(GrainType grainType, GrainProperties properties)
{
    public GrainType GrainType => grainType;

    public string Name { get; } = properties.Properties.GetValueOrDefault(WellKnownGrainTypeProperties.TypeName, grainType.ToString());

    public string FullName { get; } = properties.Properties.GetValueOrDefault(WellKnownGrainTypeProperties.FullTypeName, grainType.ToString());

    public bool IsGeneric => Name.Contains('`', StringComparison.Ordinal);

    public IEnumerable<GrainInterfaceType> Interfaces => properties.Properties
        .Where(static property => property.Key.StartsWith(WellKnownGrainTypeProperties.ImplementedInterfacePrefix, StringComparison.Ordinal))
        .Select(static property => GrainInterfaceType.Create(property.Value));
}
