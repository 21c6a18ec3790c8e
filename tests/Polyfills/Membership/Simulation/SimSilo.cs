using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;

namespace Orleans.Polyfills.Membership.Simulation;

internal sealed class SimSilo : IMembershipPeers, IPeerTraffic, IFatalErrorHandler, IThreadPoolDelay
{
    private readonly SimCluster _cluster;
    private readonly Dictionary<SiloAddress, long> _heard = [];
    private readonly MembershipAgent _agent;
    private readonly JoinCheck _joinCheck;
    private readonly SiloProber _prober;
    private readonly LocalHealth _health;
    private TaskCompletionSource? _frozen;

    public SimSilo(SimCluster cluster, SiloAddress address, Random random)
    {
        _cluster = cluster;
        Address = address;
        var (details, options, clock) = (new LocalSiloDetails(address.ToString(), address), Microsoft.Extensions.Options.Options.Create(cluster.Options), cluster.Clock);
        var services = new ServiceCollection()
            .AddSingleton<IMembershipTable>(new SimTable(cluster, this))
            .AddSingleton<IFatalErrorHandler>(this)
            .BuildServiceProvider();
        Membership = new MembershipManager(services, details, this, options, clock, random, NullLogger<MembershipManager>.Instance);
        _health = new LocalHealth(details, this, options, clock, NullLogger<LocalHealth>.Instance);
        _prober = new SiloProber(Membership, this, this, _health, details, options, clock, random, NullLogger<SiloProber>.Instance);
        _joinCheck = new JoinCheck(Membership, this, details, options, clock, NullLogger<JoinCheck>.Instance);
        _agent = new MembershipAgent(Membership, _prober, _joinCheck, _health, details, options, clock, NullLogger<MembershipAgent>.Instance);
        Membership.Subscribe(Check);
    }

    public SiloAddress Address { get; }

    public MembershipManager Membership { get; }

    public int HealthScore => _health.Score;

    public bool WasActive { get; private set; }

    public bool HasCrashed { get; private set; }

    public bool HasLeft { get; private set; }

    /// <summary>It found itself declared dead.</summary>
    public bool WasEnded { get; private set; }

    public bool IsGone => HasCrashed || HasLeft || WasEnded;

    public int Seen { get; private set; }

    public async Task StartAsync()
    {
        try
        {
            await _agent.JoinAsync(default);
            await _joinCheck.RunAsync(default);
            await _agent.BecomeActiveAsync(default);
            WasActive = true;
        }
        catch (Exception exception) when (IsGone || exception is SimTableException)
        {
            // It crashed or was declared dead while it started, or the table failed too often: its host ends.
            Crash();
        }
    }

    public async Task StopAsync()
    {
        try
        {
            await _agent.BeginToLeaveAsync(default);
            await _agent.LeaveAsync(SiloStatus.Stopping, default);
            await _agent.EndAsync(default);
            HasLeft = true;
        }
        catch (SimTableException)
        {
            Crash();
        }
    }

    public void Crash() => HasCrashed = true;

    /// <summary>Until it is resumed, it receives, sends and does nothing.</summary>
    public void Freeze() => _frozen ??= new TaskCompletionSource();

    public void Resume()
    {
        _frozen?.SetResult();
        _frozen = null;
    }

    public Task AwakeAsync() => _frozen?.Task ?? Task.CompletedTask;

    public void ThrowIfCrashed()
    {
        if (IsGone)
        {
            throw new InvalidOperationException($"{Address} is no more.");
        }
    }

    public void HeardFrom(SimSilo other) => _heard[other.Address] = _cluster.Clock.GetTimestamp();

    public async Task PingAsync(SiloAddress silo)
    {
        var target = Find(silo);
        await _cluster.HopAsync(this, target, _cluster.Faults.Loss);
        target._health.OnPinged();
        await _cluster.HopAsync(target, this, _cluster.Faults.Loss);
    }

    public async Task<ProbeOutcome> PingThroughAsync(SiloAddress intermediary, SiloAddress silo, TimeSpan timeout)
    {
        var other = Find(intermediary);
        await _cluster.HopAsync(this, other, _cluster.Faults.Loss);
        var outcome = await other._prober.ProbeForAnotherAsync(silo, timeout);
        await _cluster.HopAsync(other, this, _cluster.Faults.Loss);
        return outcome;
    }

    public async Task TellAsync(SiloAddress silo, MembershipVersion version)
    {
        var target = Find(silo);
        await _cluster.HopAsync(this, target, _cluster.Faults.GossipLoss);
        if (target.Membership.LocalStatus is not (SiloStatus.Created or SiloStatus.Dead))
        {
            await target.Membership.Refresh(version);
        }

        await _cluster.HopAsync(target, this, _cluster.Faults.GossipLoss);
    }

    public TimeSpan? SinceLastReceived(SiloAddress silo) =>
        !Find(silo).IsGone && _heard.TryGetValue(silo, out var at) ? _cluster.Clock.GetElapsedTime(at) : null;

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        Assert.Equal(SiloStatus.Dead, _cluster.Table.StatusOf(Address));
        WasEnded = !HasCrashed;
    }

    public Task<TimeSpan> MeasureAsync() => Task.FromResult(TimeSpan.Zero);

    public override string ToString() =>
        $"{Address} {Membership.LocalStatus}/{_cluster.Table.StatusOf(Address)}{(HasCrashed ? " crashed" : "")}{(HasLeft ? " left" : "")}{(WasEnded ? " ended" : "")} v{Membership.Snapshot.Version}";

    /// <summary>Versions only grow, what is seen is what the table was, and nobody's status goes back.</summary>
    private void Check(ClusterMembershipUpdate update)
    {
        var version = (int)update.Snapshot.Version.Value;
        Assert.True(version > Seen || (version == 0 && Seen == 0), $"{Address} saw version {version} after {Seen}.");
        Seen = version;
        foreach (var (address, status) in _cluster.Table.At(version))
        {
            Assert.Equal(status, update.Snapshot.GetSiloStatus(address));
        }
    }

    private SimSilo Find(SiloAddress silo) => _cluster.Silos.First(other => other.Address.Equals(silo));
}
