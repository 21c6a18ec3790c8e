namespace Orleans.Runtime;

/// <summary>Which rows of dead silos are no longer worth keeping.</summary>
internal static class DefunctRows
{
    /// <summary>The rows of silos that died before this go: they are too old, or there are enough newer ones.</summary>
    public static DateTime RemoveBefore(MembershipReading reading, DateTime now, ClusterMembershipOptions options)
    {
        var byAge = now - options.DefunctSiloExpiration;
        if (options.MaxDefunctSiloEntries is not { } limit)
        {
            return byAge;
        }

        var dead = reading.Rows.Where(static row => row.Status == SiloStatus.Dead).Select(IAmAlive.LastSign).OrderDescending().ToArray();
        if (dead.Length <= limit)
        {
            return byAge;
        }

        // The table removes what is older than this, so the newest row to go must be just older.
        var byNumber = limit == 0 ? dead[0].AddTicks(1) : dead[limit - 1];
        return byNumber > byAge ? byNumber : byAge;
    }
}
