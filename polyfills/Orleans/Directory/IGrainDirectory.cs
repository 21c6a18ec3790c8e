namespace Orleans.GrainDirectory;

public interface IGrainDirectory
{
    Task<GrainAddress?> Register(GrainAddress address);

    Task<GrainAddress?> Register(GrainAddress address, CancellationToken cancellationToken) => Register(address);

    async Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        // Not in one step, but never over a third activation: an entry is removed only by its own activation id.
        if (previousAddress is not null)
        {
            await Unregister(previousAddress).ConfigureAwait(false);
        }

        return await Register(address).ConfigureAwait(false);
    }

    Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress, CancellationToken cancellationToken) => Register(address, previousAddress);

    Task Unregister(GrainAddress address);

    Task Unregister(GrainAddress address, CancellationToken cancellationToken) => Unregister(address);

    Task<GrainAddress?> Lookup(GrainId grainId);

    Task<GrainAddress?> Lookup(GrainId grainId, CancellationToken cancellationToken) => Lookup(grainId);

    Task UnregisterSilos(List<SiloAddress> siloAddresses);

    Task UnregisterSilos(List<SiloAddress> siloAddresses, CancellationToken cancellationToken) => UnregisterSilos(siloAddresses);
}
