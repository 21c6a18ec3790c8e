namespace Orleans.Runtime;

/// <summary>
/// The directory that a silo has unless another is configured: one place on the ring per silo, hence ranges of uneven
/// size, and registrations that are lost with the silo that owns them.
/// </summary>
/// <remarks>
/// <para>A silo leaves the ring when it is no longer Active: ShuttingDown, Stopping or Dead, so also when it goes in good
/// order. Every other silo then ends all of its own activations whose registration the leaver owned (DirectoryFailure;
/// OnDeactivateAsync runs, what they had in memory is lost). Each finds them alone, from the ring before the change and the
/// marks of its activations, takes the marks back at once, and so does not name them to the new owner.</para>
/// <para>A silo that joins takes a part of one range: what is registered there is named to it (see the base class).</para>
/// <para>The leaver's own activations end with it, in good order or not; while they still run they are named to the new
/// owners like all others.</para>
/// <para>A silo that learns of a join and of the leave after it at once never knew that owner. It keeps its marks, and names
/// the activations to the owner that gains the ids: none is without an entry, and so none is left for a second one.</para>
/// </remarks>
internal sealed partial class DefaultDirectory(IDirectoryHost host, TimeSpan rangeLease, ILogger logger) : RingDirectory(host, PlacesPerSilo, rangeLease, logger)
{
    private const int PlacesPerSilo = 1;

    protected override void OnRingChange(DirectoryRing before, DirectoryRing after)
    {
        // This silo's own end is no failure of the directory: its activations are about to end for another reason.
        if (!after.Contains(Host.Silo) || Array.TrueForAll(before.Silos, after.Contains))
        {
            return;
        }

        var count = 0;
        foreach (var registrant in Host.RegistrantsOf(this))
        {
            if (registrant.IsRegistered && before.OwnerOf(registrant.Address.GrainId) is { } owner && !after.Contains(owner))
            {
                count++;
                registrant.IsRegistered = false;
                registrant.OnRegistrationLost(new DeactivationReason(DeactivationReasonCode.DirectoryFailure, $"Silo {owner}, which had this grain's directory entry, has left."));
            }
        }

        LogRegistrationsLost(Logger, count);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} activations of this silo were registered with silos that have left, and are ended.")]
    private static partial void LogRegistrationsLost(ILogger logger, int count);
}
