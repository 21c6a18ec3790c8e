using Orleans.Ray.Tasks;

namespace Orleans.Ray.PlacementGroups;

/// <summary>Waits for a placement group to be created.</summary>
internal static class GroupWaiting
{
    /// <summary>Whether the group is there; false only where the time ran out.</summary>
    /// <exception cref="PlacementGroupException">The group was removed.</exception>
    public static async Task<bool> WaitAsync(GroupState group, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (group.Phase == GroupPhase.Pending && timeout != TimeSpan.Zero)
        {
            // The group may need the very CPU that the waiting task holds.
            var lease = ExecutionScope.Current?.CpuLease;
            lease?.BeginWait();
            try
            {
                await group.SettledAsync().WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // Said by the phase, below.
            }
            finally
            {
                if (lease is not null)
                {
                    await Resumption.WaitAsync(lease).ConfigureAwait(false);
                }
            }
        }

        return group.Phase switch
        {
            GroupPhase.Created => true,
            GroupPhase.Removed => throw group.RemovedError(),
            _ => false,
        };
    }
}
