namespace Orleans.Runtime;

/// <summary>What a silo can run: its grain types with their properties, and its interfaces with their versions.</summary>
[GenerateSerializer, Immutable]
internal sealed record SiloManifest(
    [property: Id(0)] Dictionary<GrainType, GrainProperties> Grains,
    [property: Id(1)] Dictionary<GrainInterfaceType, ushort> Interfaces);
