namespace Orleans.Ray.State;

/// <summary>Where the listing of placement groups comes from.</summary>
internal interface IPlacementGroupRows
{
    IEnumerable<PlacementGroupInfo> List();
}
