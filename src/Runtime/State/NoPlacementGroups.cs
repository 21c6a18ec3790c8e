namespace Orleans.Ray.State;

/// <summary>A node on which none can be created.</summary>
internal sealed class NoPlacementGroups : IPlacementGroupRows
{
    public IEnumerable<PlacementGroupInfo> List() => [];
}
