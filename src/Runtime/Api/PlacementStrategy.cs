namespace Orleans.Ray;

/// <summary>How the bundles of a placement group lie on the nodes.</summary>
public enum PlacementStrategy
{
    /// <summary>On as few nodes as possible.</summary>
    Pack,

    /// <summary>On as many nodes as possible.</summary>
    Spread,

    /// <summary>All on one node, or not at all.</summary>
    StrictPack,

    /// <summary>Each on a node of its own, or not at all.</summary>
    StrictSpread,
}
