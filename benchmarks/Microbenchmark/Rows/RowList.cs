using Microbenchmark.Measuring;

namespace Microbenchmark.Rows;

/// <summary>Every row, in the order of Ray's report.</summary>
internal static class RowList
{
    public static IReadOnlyList<Row> All { get; } =
    [
        .. ObjectRows.All,
        .. StoreRows.OfRay,
        .. TaskRows.All,
        .. ActorRows.All,
        .. AsyncActorRows.All,
        .. ScaleRows.All,
        .. StartRows.All,
        .. StoreRows.OfOurs,
        .. LimitRows.All,
        .. StoreRows.Limits,
    ];
}
