namespace Orleans.Runtime;

/// <summary>Which silos have stopped to write that they are alive.</summary>
internal static class IAmAlive
{
    public static DateTime LastSign(MembershipEntry row) => row.IAmAliveTime > row.StartTime ? row.IAmAliveTime : row.StartTime;

    /// <param name="row">The silo's row in the table.</param>
    /// <param name="readAt">
    /// When the row was read, not now: while the table cannot be reached nobody becomes stale.
    /// </param>
    /// <param name="options">How often the sign is given, and how many may be missing.</param>
    public static bool IsStale(MembershipEntry row, DateTime readAt, ClusterMembershipOptions options) =>
        readAt - LastSign(row) > options.IAmAliveTablePublishTimeout * options.NumMissedTableIAmAliveLimit;
}
