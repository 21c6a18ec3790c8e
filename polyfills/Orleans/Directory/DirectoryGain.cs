namespace Orleans.Runtime;

/// <summary>The ids that a silo gained when the active silos changed, as of a version.</summary>
[GenerateSerializer, Immutable]
internal sealed record DirectoryGain(
    [property: Id(0)] SiloAddress Owner,
    [property: Id(1)] SiloAddress[] Before,
    [property: Id(2)] SiloAddress[] After,
    [property: Id(3)] MembershipVersion Version);
