namespace Orleans.Runtime;

/// <summary>What a directory believes as of one version of the membership.</summary>
internal sealed record DirectoryView(MembershipVersion Version, DirectoryRing Ring, ImmutableArray<DirectoryRecovery> Recoveries)
{
    /// <summary>Null when the entry of this id is known to be all there is.</summary>
    public Task? RecoveryOf(GrainId grainId)
    {
        foreach (var recovery in Recoveries)
        {
            if (!recovery.Task.IsCompleted && recovery.Covers(grainId))
            {
                return recovery.Task;
            }
        }

        return null;
    }
}
