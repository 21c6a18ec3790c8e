namespace Orleans.Ray;

/// <summary>Where and how work failed. <c>exception.RayFailure()</c> returns it for every error that a task or an actor call raised.</summary>
[GenerateSerializer, Immutable, Alias("ray.RayFailure")]
public sealed record RayFailure
{
    /// <summary>The task or actor call that failed first.</summary>
    [Id(0)]
    public required TaskId TaskId { get; init; }

    /// <summary>Its name: the method's, or the one given in the options.</summary>
    [Id(1)]
    public required string TaskName { get; init; }

    /// <summary>The actor that it ran on; null for a task.</summary>
    [Id(2)]
    public ActorId? ActorId { get; init; }

    /// <summary>The node that it ran on.</summary>
    [Id(3)]
    public required NodeId NodeId { get; init; }

    /// <summary>Which attempt failed, from 0.</summary>
    [Id(4)]
    public int Attempt { get; init; }

    /// <summary>The stack of the exception where it was thrown.</summary>
    [Id(5)]
    public required string RemoteStack { get; init; }

    /// <summary>The names of the tasks that the error travelled through: the one that threw first, then each dependent that could not run because of it. Of a chain longer than 32, the first 16 and the last 16.</summary>
    [Id(6)]
    public required IReadOnlyList<string> Chain { get; init; }
}
