using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using Orleans.Runtime;

namespace Orleans.Polyfills.Directories;

/// <summary>
/// Directories of several silos, with everything around them simulated: each silo learns of membership changes when it
/// happens to, and messages take their time. What is random comes from one seed; how the threads take turns does not.
/// </summary>
internal sealed class SimulatedCluster(int seed, bool isRecovering)
{
    public static readonly ClusterMembershipSnapshot NoMembers = new(ImmutableDictionary<SiloAddress, ClusterMember>.Empty, new MembershipVersion(0));

    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private ImmutableDictionary<SiloAddress, SimulatedSilo> _silos = ImmutableDictionary<SiloAddress, SimulatedSilo>.Empty;
    private ClusterMembershipSnapshot _membership = NoMembers;
    private int _lastPort;

    /// <summary>Why activations have been ended by the directory, in any silo that ever was.</summary>
    public ConcurrentBag<DeactivationReasonCode> Ended { get; } = [];

    /// <summary>Of each request, and of each response.</summary>
    public double Loss { get; set; }

    public double Duplication { get; set; }

    public ClusterMembershipSnapshot Membership => Volatile.Read(ref _membership);

    /// <summary>Those that run, in whatever state.</summary>
    public SimulatedSilo[] Silos => [.. Volatile.Read(ref _silos).Values];

    public SimulatedSilo[] ActiveSilos => [.. Silos.Where(silo => Membership.GetSiloStatus(silo.Silo) == SiloStatus.Active)];

    public int Next(int limit)
    {
        lock (_gate)
        {
            return _random.Next(limit);
        }
    }

    public bool Chance(double probability)
    {
        lock (_gate)
        {
            return _random.NextDouble() < probability;
        }
    }

    public async Task DelayAsync()
    {
        for (var i = Next(30); i > 0; i--)
        {
            await Task.Yield();
        }
    }

    public async Task IgnoringFailuresAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // Whoever called learns of it as a lost response does.
        }
    }

    public SimulatedSilo? Find(SiloAddress address) => Volatile.Read(ref _silos).GetValueOrDefault(address) is { IsGoneFromNetwork: false } silo ? silo : null;

    public SimulatedSilo Start()
    {
        var silo = new SimulatedSilo(this, SiloAddress.New(IPAddress.Loopback, Interlocked.Increment(ref _lastPort), seed + 1), isRecovering);
        ImmutableInterlocked.TryAdd(ref _silos, silo.Silo, silo);
        Change(silo.Silo, SiloStatus.Joining);
        silo.CatchUp();
        Change(silo.Silo, SiloStatus.Active);
        return silo;
    }

    /// <summary>Told to the others while the silo still answers; its activations end, one by one.</summary>
    public async Task StopAsync(SimulatedSilo silo)
    {
        Change(silo.Silo, SiloStatus.ShuttingDown);
        silo.CatchUp();
        foreach (var activation in silo.Activations)
        {
            await IgnoringFailuresAsync(activation.EndAsync);
        }

        Crash(silo);
    }

    public void Crash(SimulatedSilo silo)
    {
        silo.IsGoneFromNetwork = true;
        ImmutableInterlocked.TryRemove(ref _silos, silo.Silo, out _);
        Change(silo.Silo, SiloStatus.Dead);
    }

    /// <summary>Everybody knows everything, every recovery is over, and what is to end has ended.</summary>
    public async Task SettleAsync(IEnumerable<GrainId> grains)
    {
        (Loss, Duplication) = (0, 0);
        foreach (var silo in Silos)
        {
            silo.CatchUp();
        }

        foreach (var activation in Silos.SelectMany(silo => silo.Activations))
        {
            await IgnoringFailuresAsync(() => activation.Registration);
            await IgnoringFailuresAsync(() => activation.Ending ?? Task.CompletedTask);
        }

        foreach (var grain in grains)
        {
            await Silos[0].Directory.Lookup(grain);
        }
    }

    /// <summary>As the locator does: the directory first, then any active silo.</summary>
    public async Task<GrainAddress> CallAsync(SimulatedSilo caller, GrainId grain)
    {
        if (caller.Find(grain) is not null)
        {
            return await caller.DeliverAsync(grain);
        }

        var known = await caller.Directory.Lookup(grain);
        var active = ActiveSilos;
        var target = known is not null && !await caller.IsGone(known) ? Find(known.SiloAddress!) : active[Next(active.Length)];
        return target is null ? throw new OrleansMessageRejectionException($"{known} could not be reached.") : await target.DeliverAsync(grain);
    }

    private void Change(SiloAddress silo, SiloStatus status)
    {
        lock (_gate)
        {
            var members = _membership.Members.SetItem(silo, new ClusterMember(silo, status, silo.ToString()));
            Volatile.Write(ref _membership, new ClusterMembershipSnapshot(members, new MembershipVersion(_membership.Version.Value + 1)));
        }
    }
}
