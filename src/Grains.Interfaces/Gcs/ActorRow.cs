namespace Orleans.Ray;

/// <summary>An actor's row in the actor table.</summary>
/// <param name="ActorId">The actor.</param>
/// <param name="Name">Its name, unique in its namespace.</param>
/// <param name="ActorType">The full name of its class.</param>
/// <param name="NodeId">The node that it lives on.</param>
[GenerateSerializer, Immutable, Alias("ray.ActorRow")]
public sealed record ActorRow(
    ActorId ActorId,
    string Name,
    string ActorType,
    NodeId NodeId);
