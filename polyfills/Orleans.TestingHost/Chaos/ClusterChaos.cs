using Orleans.TestingHost;

namespace Orleans.Polyfill;

/// <summary>
/// Steers the faults of a cluster while it runs: messages that are late, lost, doubled or out of order; partitions; silos
/// that hang; and silos that crash without a word. Made by <see cref="ChaosClusterExtensions.UseChaos"/>.
/// </summary>
/// <remarks>
/// <para>Faults lie between the nodes of the cluster. Calls within a silo are never touched, and all clients of the
/// cluster are one node. The membership table is not on this network: a partition does not cut silos off from it.</para>
/// <para>A silo that learns that its cluster has declared it dead would end its process; here it crashes, as by
/// <see cref="CrashSiloAsync"/>, and leaves the cluster's list of silos.</para>
/// </remarks>
public sealed partial class ClusterChaos
{
    private readonly ChaosOptions _options;
    private readonly ChaosNetwork _network;
    private InProcessTestCluster? _cluster;

    internal ClusterChaos(ChaosOptions options)
    {
        _options = options;
        _network = new ChaosNetwork(options);
    }

    /// <summary>The seed of all decisions.</summary>
    public int Seed => _options.Seed;

    /// <summary>Whether <see cref="BetweenSilos"/>, <see cref="ToGateways"/> and <see cref="ToClients"/> apply. Partitions, crashed and frozen silos do in any case.</summary>
    /// <value>True.</value>
    public bool IsActive
    {
        get => _network.IsActive;
        set => _network.IsActive = value;
    }

    /// <inheritdoc cref="ChaosOptions.BetweenSilos"/>
    public LinkFaults BetweenSilos
    {
        get => _options.BetweenSilos;
        set => _options.BetweenSilos = value;
    }

    /// <inheritdoc cref="ChaosOptions.ToGateways"/>
    public LinkFaults ToGateways
    {
        get => _options.ToGateways;
        set => _options.ToGateways = value;
    }

    /// <inheritdoc cref="ChaosOptions.ToClients"/>
    public LinkFaults ToClients
    {
        get => _options.ToClients;
        set => _options.ToClients = value;
    }

    /// <summary>What has happened to messages so far.</summary>
    public ChaosCounts Counts => _network.Counts;

    /// <summary>
    /// Cuts all links between silos of different groups, in both directions, in addition to those cut already. Silos in
    /// no group, silos that start later, and clients reach all. New connections across hang until the partition heals or
    /// their time is up; those that exist stay open, as nobody is told.
    /// </summary>
    public void Partition(params IEnumerable<SiloHandle>[] groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var nodes = groups.Select(group => group.Select(NodeOf).ToArray()).ToArray();
        _network.Cut(
            from one in nodes
            from other in nodes
            where !ReferenceEquals(one, other)
            from sender in one
            from receiver in other
            select (sender, receiver));
    }

    /// <summary>Cuts one direction only. Null stands for the clients.</summary>
    public void Cut(SiloHandle? from, SiloHandle? to) => _network.Cut([(NodeOf(from), NodeOf(to))]);

    /// <summary>Takes one <see cref="Cut"/> back.</summary>
    public void Restore(SiloHandle? from, SiloHandle? to) => _network.Restore([(NodeOf(from), NodeOf(to))]);

    /// <summary>Ends all partitions and cuts.</summary>
    public void Heal() => _network.Restore(null);

    private ChaosNode NodeOf(SiloHandle? silo) => _network.Find(silo?.SiloAddress);
}
