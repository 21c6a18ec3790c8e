namespace Orleans.Ray;

/// <summary>One node of the cluster, as <see cref="Ray.Nodes"/> lists it.</summary>
public sealed record NodeInfo
{
    /// <summary>The node's id.</summary>
    public required NodeId Id { get; init; }

    /// <summary>Whether the node takes work.</summary>
    public required bool IsAlive { get; init; }

    /// <summary>What the node has in all, by resource name; memory in bytes.</summary>
    public required IReadOnlyDictionary<string, double> Totals { get; init; }

    /// <summary>What of it is free now.</summary>
    public required IReadOnlyDictionary<string, double> Available { get; init; }

    /// <summary>The node's labels (<see cref="RayOptions.Labels"/>).</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The machine that it runs on.</summary>
    public required string MachineName { get; init; }

    /// <summary>The operating system's id of its process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it stopped; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
