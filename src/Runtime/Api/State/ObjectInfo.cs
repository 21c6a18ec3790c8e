namespace Orleans.Ray;

/// <summary>One object: a row of <see cref="IRayState.ListObjectsAsync"/>.</summary>
public sealed record ObjectInfo
{
    /// <summary>Its id.</summary>
    public required ObjectId Id { get; init; }

    /// <summary>Whether its value or its error is there.</summary>
    public required bool IsReady { get; init; }

    /// <summary>Its type, by its full name.</summary>
    public required string Type { get; init; }

    /// <summary>Its bytes in the object store, with what describes them; null while it is pending.</summary>
    public long? Size { get; init; }

    /// <summary>The task that returns it, by its name; null for a value that was put.</summary>
    public string? TaskName { get; init; }

    /// <summary>The job that it belongs to.</summary>
    public required JobId JobId { get; init; }

    /// <summary>The node that it is on.</summary>
    public required NodeId NodeId { get; init; }
}
