namespace Orleans.Ray.PlacementGroups;

/// <summary>Where a placement group stands; the names are those of Ray's listings.</summary>
internal enum GroupPhase
{
    /// <summary>Not all of its bundles are reserved, and so none of them is.</summary>
    Pending,

    /// <summary>All of its bundles are reserved.</summary>
    Created,

    /// <summary>It holds nothing any more, and never will.</summary>
    Removed,
}
