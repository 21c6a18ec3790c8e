namespace Orleans.Runtime;

/// <summary>
/// Who probes whom. All silos form a ring in the order of their hashes. A silo is probed by the nearest
/// <see cref="ClusterMembershipOptions.NumProbedSilos"/> watchers before it: silos that are active and not stale. So
/// each silo is watched by as many as there are, up to that number, and all compute the same assignment from the same
/// table. A stale silo, whose place in the ring is worth little, is watched by every watcher.
/// </summary>
internal static class ProbeTargets
{
    public static IReadOnlyList<SiloAddress> Choose(MembershipReading reading, SiloAddress self, ClusterMembershipOptions options)
    {
        var watchers = reading.ActiveAndFresh(options).Select(static row => row.SiloAddress).ToHashSet();

        // A silo does not judge itself by a row that it is late to renew.
        watchers.Add(self);
        var ring = reading.Rows
            .Where(static row => row.Status is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping)
            .Where(row => !row.SiloAddress.Equals(self))
            .OrderBy(row => Distance(self, row.SiloAddress))
            .ThenBy(static row => row.SiloAddress);
        var targets = new List<SiloAddress>();
        var between = 0;
        foreach (var row in ring)
        {
            if (between < options.NumProbedSilos || IAmAlive.IsStale(row, reading.ReadAt, options))
            {
                targets.Add(row.SiloAddress);
            }

            if (watchers.Contains(row.SiloAddress))
            {
                between++;
            }
        }

        return targets;
    }

    /// <summary>How far the other is after this silo on the ring.</summary>
    private static uint Distance(SiloAddress self, SiloAddress other) => (uint)(other.GetConsistentHashCode() - self.GetConsistentHashCode());
}
