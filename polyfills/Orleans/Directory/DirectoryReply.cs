namespace Orleans.Runtime;

/// <summary>IsOwner is false when the called silo, as of Version, does not own the grain id: the caller must look again.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct DirectoryReply([property: Id(0)] bool IsOwner, [property: Id(1)] GrainAddress? Address, [property: Id(2)] MembershipVersion Version);
