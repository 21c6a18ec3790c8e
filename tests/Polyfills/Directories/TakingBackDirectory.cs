using Orleans.Runtime;

namespace Orleans.Polyfills.Directories;

/// <summary>Registers whoever asks, and has lost the registration again before the answer is looked at.</summary>
internal sealed class TakingBackDirectory : IClusterDirectory
{
    public ValueTask<GrainAddress?> Register(IDirectoryRegistrant registrant, GrainAddress? previous)
    {
        registrant.IsRegistered = true;
        registrant.IsRegistered = false;
        registrant.OnRegistrationLost(new DeactivationReason(DeactivationReasonCode.DirectoryFailure, "Its owner has left."));
        return ValueTask.FromResult<GrainAddress?>(registrant.Address);
    }

    public Task<GrainAddress?> Register(GrainAddress address) => throw new NotSupportedException();

    public ValueTask<GrainAddress?> LookupAsync(GrainId grainId) => throw new NotSupportedException();

    public Task<GrainAddress?> Lookup(GrainId grainId) => throw new NotSupportedException();

    public Task Unregister(GrainAddress address) => throw new NotSupportedException();

    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => throw new NotSupportedException();
}
