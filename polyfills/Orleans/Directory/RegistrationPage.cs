namespace Orleans.Runtime;

/// <summary>All of the asked for entries from one hash up to another; NextHash is null on the last page.</summary>
[GenerateSerializer, Immutable]
internal sealed record RegistrationPage([property: Id(0)] List<GrainAddress> Addresses, [property: Id(1)] uint? NextHash);
