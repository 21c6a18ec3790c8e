using Orleans.GrainDirectory;

namespace Orleans.Runtime;

/// <summary>How an activation becomes its grain's registered one, in whatever directory.</summary>
internal static class DirectoryRegistration
{
    private const int MaxAttempts = 3;

    /// <summary>
    /// Null, or the other activation that is the registered one. An entry of a dead silo is replaced, and so is one of this
    /// silo: of a grain that has just been given a new activation here, it can only be what an earlier one left behind.
    /// </summary>
    public static async ValueTask<GrainAddress?> RegisterAsync(
        IGrainDirectory directory, IDirectoryRegistrant registrant, GrainAddress? previous, Func<GrainAddress, ValueTask<bool>> isGone)
    {
        var address = registrant.Address;
        for (var attempt = 1; ; attempt++)
        {
            GrainAddress? winner;
            if (directory is IClusterDirectory cluster)
            {
                winner = await cluster.Register(registrant, previous).ConfigureAwait(false)
                    ?? throw new OrleansException($"The directory does not register {address}: it takes silo {address.SiloAddress} for dead.");
            }
            else
            {
                winner = await directory.Register(address, previous).ConfigureAwait(false);
                registrant.IsRegistered = winner?.SiloAddress is null || address.Matches(winner);
            }

            // The mark of a cluster's directory is its own to set: it may have taken it back already.
            if (winner?.SiloAddress is null || address.Matches(winner))
            {
                return null;
            }

            if (attempt == MaxAttempts || !(winner.SiloAddress.Equals(address.SiloAddress) || await isGone(winner).ConfigureAwait(false)))
            {
                return winner;
            }

            previous = winner;
        }
    }
}
