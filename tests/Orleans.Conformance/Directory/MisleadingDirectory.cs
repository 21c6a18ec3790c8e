using System.Collections.Concurrent;
using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace Orleans.Conformance.Directory;

/// <summary>
/// Tells whoever registers, while it misleads, that the grain is on the other one of two silos, and whoever looks it up that it is nowhere.
/// </summary>
public sealed class MisleadingDirectory : IGrainDirectory
{
    public const string Name = "misleading";

    private readonly ConcurrentDictionary<GrainId, GrainAddress> _entries = new();

    public (SiloAddress First, SiloAddress Second)? Misleads { get; set; }

    public ConcurrentQueue<SiloAddress> Registrations { get; } = new();

    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, previousAddress: null);

    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        Registrations.Enqueue(address.SiloAddress!);
        return Task.FromResult<GrainAddress?>(Misleads is var (first, second)
            ? new GrainAddress
            {
                GrainId = address.GrainId,
                ActivationId = ActivationId.NewId(),
                SiloAddress = first.Equals(address.SiloAddress) ? second : first,
                MembershipVersion = address.MembershipVersion,
            }
            : _entries.GetOrAdd(address.GrainId, address));
    }

    public Task Unregister(GrainAddress address)
    {
        if (_entries.TryGetValue(address.GrainId, out var current) && current.ActivationId.Equals(address.ActivationId))
        {
            _entries.TryRemove(new KeyValuePair<GrainId, GrainAddress>(address.GrainId, current));
        }

        return Task.CompletedTask;
    }

    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult(_entries.GetValueOrDefault(grainId));

    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;
}
