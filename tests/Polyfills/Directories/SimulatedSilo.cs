using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;

namespace Orleans.Polyfills.Directories;

/// <summary>A silo of a <see cref="SimulatedCluster"/>: a real directory over simulated activations, membership and network.</summary>
internal sealed class SimulatedSilo : IDirectoryHost
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly SimulatedCluster _cluster;
    private readonly ConcurrentDictionary<GrainId, SimulatedActivation> _activations = new();
    private readonly Lock _gate = new();
    private readonly SettableTime _time = new();
    private ClusterMembershipSnapshot _membership;

    public SimulatedSilo(SimulatedCluster cluster, SiloAddress address, bool isRecovering)
    {
        _cluster = cluster;
        _membership = SimulatedCluster.NoMembers;
        Silo = address;
        Directory = isRecovering ? new DistributedDirectory(this, 30, Lease, NullLogger.Instance) : new DefaultDirectory(this, Lease, NullLogger.Instance);
    }

    public SiloAddress Silo { get; }

    public RingDirectory Directory { get; }

    public bool IsGoneFromNetwork { get; set; }

    public TimeProvider Time => _time;

    public ClusterMembershipSnapshot Membership => Volatile.Read(ref _membership);

    public IEnumerable<SimulatedActivation> Activations => _activations.Values;

    public ConcurrentBag<SimulatedActivation> EndedByDirectory { get; } = [];

    public IEnumerable<IDirectoryRegistrant> RegistrantsOf(IClusterDirectory directory) => _activations.Values;

    public IDirectoryTarget PeerOf(SiloAddress silo) => new SimulatedPeer(_cluster, this, silo);

    public void Join(RingDirectory directory) => throw new NotSupportedException("The cluster tells the directory of changes.");

    public async Task<bool> WaitForVersionAsync(MembershipVersion version, TimeSpan limit)
    {
        // What does not come within some turns of the others is taken to be late.
        for (var i = 0; i < 50; i++)
        {
            if (IsGoneFromNetwork)
            {
                throw new SiloUnavailableException($"Silo {Silo} runs no more.");
            }

            if (Membership.Version >= version)
            {
                return true;
            }

            if (_cluster.Membership.Version >= version)
            {
                CatchUp();
                return true;
            }

            await Task.Yield();
        }

        _time.Advance(limit);
        return false;
    }

    /// <summary>To the latest version, past any in between.</summary>
    public void CatchUp()
    {
        lock (_gate)
        {
            var latest = _cluster.Membership;
            if (latest.Version > Membership.Version && !IsGoneFromNetwork)
            {
                Volatile.Write(ref _membership, latest);
                Directory.OnMembershipChange(latest);
            }
        }
    }

    public ValueTask<bool> IsGone(GrainAddress address)
    {
        CatchUp();
        return ValueTask.FromResult(Membership.GetSiloStatus(address.SiloAddress!, address.MembershipVersion) == SiloStatus.Dead);
    }

    /// <summary>A message for the grain has arrived here. Returns the activation that it ends up at.</summary>
    public async Task<GrainAddress> DeliverAsync(GrainId grainId, int forwards = 0)
    {
        var made = new SimulatedActivation(this, new GrainAddress { GrainId = grainId, ActivationId = ActivationId.NewId(), SiloAddress = Silo, MembershipVersion = Membership.Version });
        var activation = _activations.GetOrAdd(grainId, made);
        if (ReferenceEquals(activation, made))
        {
            _ = made.RegisterAsync();
        }

        if (await activation.Registration is not { } winner)
        {
            return activation.Address;
        }

        return forwards == 2 || _cluster.Find(winner.SiloAddress!) is not { } next
            ? throw new OrleansMessageRejectionException($"{grainId} was not found after {forwards} forwards.")
            : await next.DeliverAsync(grainId, forwards + 1);
    }

    public void OnEnded(DeactivationReasonCode reason) => _cluster.Ended.Add(reason);

    public SimulatedActivation? Find(GrainId grainId) => _activations.GetValueOrDefault(grainId);

    public void Remove(SimulatedActivation activation)
    {
        if (activation.Ended is not null)
        {
            EndedByDirectory.Add(activation);
        }

        _activations.TryRemove(new KeyValuePair<GrainId, SimulatedActivation>(activation.Address.GrainId, activation));
    }
}
