namespace Orleans.Ray;

/// <summary>One object of the object store and what keeps it there: a row of <see cref="IRayState.ListMemoryAsync"/>. Ray's <c>ray memory</c>.</summary>
public sealed record MemoryInfo
{
    /// <summary>The object's id.</summary>
    public required ObjectId Id { get; init; }

    /// <summary>Its bytes, with what describes them.</summary>
    public required long Size { get; init; }

    /// <summary>Where they are.</summary>
    public required MemoryState State { get; init; }

    /// <summary>How many readers pin it: values that were got and are neither disposed of nor collected, running tasks that have it as an argument, and other processes. A pinned object stays in memory.</summary>
    public required int Pins { get; init; }

    /// <summary>Whether a reference to it is left in its own process. Without one, the object goes with its last pin.</summary>
    public required bool IsReferenced { get; init; }

    /// <summary>The value's type, by its full name.</summary>
    public required string Type { get; init; }

    /// <summary>The task that returned it, by its name; null for a value that was put.</summary>
    public string? TaskName { get; init; }

    /// <summary>The line of the program that put it, where <see cref="RayOptions.RecordCallSites"/> is set: method, file and line as far as they are known.</summary>
    public string? CallSite { get; init; }

    /// <summary>The job that it belongs to.</summary>
    public required JobId JobId { get; init; }

    /// <summary>The node that it is on.</summary>
    public required NodeId NodeId { get; init; }

    /// <summary>When it was created, by the node's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
