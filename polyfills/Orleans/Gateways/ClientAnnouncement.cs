namespace Orleans.Runtime;

/// <summary>All clients of one gateway, as of a version that only the gateway counts up.</summary>
/// <param name="Connected">They can be called through it.</param>
/// <param name="Absent">Their connection has broken, and may come back: the gateway keeps their messages for a while.</param>
[GenerateSerializer, Immutable]
internal sealed record ClientAnnouncement(
    [property: Id(0)] SiloAddress Gateway,
    [property: Id(1)] long Version,
    [property: Id(2)] ImmutableHashSet<GrainId> Connected,
    [property: Id(3)] ImmutableHashSet<GrainId> Absent);
