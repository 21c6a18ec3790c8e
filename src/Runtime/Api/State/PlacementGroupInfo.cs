namespace Orleans.Ray;

/// <summary>One placement group: a row of <see cref="IRayState.ListPlacementGroupsAsync"/>.</summary>
public sealed record PlacementGroupInfo
{
    /// <summary>Its id, as 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Its name; null where it has none.</summary>
    public string? Name { get; init; }

    /// <summary>Where it stands: <c>PENDING</c>, <c>CREATED</c> or <c>REMOVED</c>.</summary>
    public required string State { get; init; }

    /// <summary>How its bundles are spread.</summary>
    public required string Strategy { get; init; }

    /// <summary>What each bundle reserves.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, double>> Bundles { get; init; }

    /// <summary>What it waits for, or why it was removed; null for a group that is there.</summary>
    public string? Reason { get; init; }

    /// <summary>The job that created it.</summary>
    public required JobId JobId { get; init; }
}
