namespace Orleans.GrainDirectory;

public interface IGrainDirectory
{
    Task<GrainAddress?> Register(GrainAddress address);

    Task<GrainAddress?> Register(GrainAddress address, CancellationToken cancellationToken) => Register(address);

    Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress) =>
        previousAddress is null ? Register(address) : throw new NotSupportedException($"{GetType()} cannot replace a registration.");

    Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress, CancellationToken cancellationToken) => Register(address, previousAddress);

    Task Unregister(GrainAddress address);

    Task Unregister(GrainAddress address, CancellationToken cancellationToken) => Unregister(address);

    Task<GrainAddress?> Lookup(GrainId grainId);

    Task<GrainAddress?> Lookup(GrainId grainId, CancellationToken cancellationToken) => Lookup(grainId);

    Task UnregisterSilos(List<SiloAddress> siloAddresses);

    Task UnregisterSilos(List<SiloAddress> siloAddresses, CancellationToken cancellationToken) => UnregisterSilos(siloAddresses);
}
