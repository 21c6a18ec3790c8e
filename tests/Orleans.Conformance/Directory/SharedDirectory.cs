using System.Collections.Concurrent;
using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace Orleans.Conformance.Directory;

/// <summary>A directory outside of the cluster: one table for all silos of this process. Entries stay until replaced.</summary>
public sealed class SharedDirectory : IGrainDirectory
{
    public const string Name = "shared";

    private readonly ConcurrentDictionary<GrainId, GrainAddress> _entries = new();
    private readonly ConcurrentDictionary<GrainId, Meeting> _meetings = new();

    public GrainAddress? Find(GrainId grainId) => _entries.GetValueOrDefault(grainId);

    /// <summary>The first two to look the grain up get their answers together: neither finds what the other registers.</summary>
    public void LetTwoMeet(GrainId grainId) => _meetings[grainId] = new Meeting();

    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, previousAddress: null);

    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        Events.Add(address.GrainId, "registered");
        var winner = _entries.AddOrUpdate(
            address.GrainId,
            address,
            (_, current) => previousAddress is not null && current.ActivationId.Equals(previousAddress.ActivationId) ? address : current);
        return Task.FromResult<GrainAddress?>(winner);
    }

    public Task Unregister(GrainAddress address)
    {
        if (_entries.TryGetValue(address.GrainId, out var current) && current.ActivationId.Equals(address.ActivationId))
        {
            _entries.TryRemove(new KeyValuePair<GrainId, GrainAddress>(address.GrainId, current));
        }

        Events.Add(address.GrainId, "unregistered");
        return Task.CompletedTask;
    }

    public async Task<GrainAddress?> Lookup(GrainId grainId)
    {
        var found = Find(grainId);
        if (_meetings.TryGetValue(grainId, out var meeting))
        {
            await meeting.ArriveAsync();
        }

        return found;
    }

    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;

    private sealed class Meeting
    {
        private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _arrived;

        public Task ArriveAsync()
        {
            if (Interlocked.Increment(ref _arrived) >= 2)
            {
                _met.TrySetResult();
            }

            return _met.Task;
        }
    }
}
