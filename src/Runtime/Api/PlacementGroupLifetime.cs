namespace Orleans.Ray;

/// <summary>When a placement group ends.</summary>
public enum PlacementGroupLifetime
{
    /// <summary>When it is removed, or when the driver that it belongs to ends.</summary>
    NonDetached,

    /// <summary>When it is removed. Give it a name, or nothing will find it again.</summary>
    Detached,
}
