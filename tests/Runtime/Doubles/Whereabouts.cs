namespace Orleans.Ray.Tests.Doubles;

/// <summary>What <see cref="RayContext"/> said.</summary>
[GenerateSerializer, Immutable]
internal sealed record Whereabouts
{
    [Id(0)]
    public required JobId Job { get; init; }

    [Id(1)]
    public required NodeId Node { get; init; }

    [Id(2)]
    public required TaskId? Task { get; init; }

    [Id(3)]
    public required string? TaskName { get; init; }

    [Id(4)]
    public required ActorId? Actor { get; init; }

    [Id(5)]
    public required string Namespace { get; init; }

    [Id(6)]
    public required int[] GpuIds { get; init; }

    [Id(7)]
    public required Dictionary<string, double> Assigned { get; init; }

    public static Whereabouts Now()
    {
        var context = RayContext.Current;
        return new Whereabouts
        {
            Job = context.JobId,
            Node = context.NodeId,
            Task = context.TaskId,
            TaskName = context.TaskName,
            Actor = context.ActorId,
            Namespace = context.Namespace,
            GpuIds = [.. context.GpuIds],
            Assigned = new Dictionary<string, double>(context.AssignedResources),
        };
    }
}
