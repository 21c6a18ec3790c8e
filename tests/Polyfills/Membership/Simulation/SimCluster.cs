using System.Net;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Polyfills.Membership.Simulation;

/// <summary>Silos' membership, complete and unchanged, over one table, with a network, a clock and faults that are simulated.</summary>
internal sealed class SimCluster
{
    private static readonly TimeSpan PollPeriod = TimeSpan.FromSeconds(1);

    private readonly List<SimSilo> _silos = [];
    private int _lastGeneration;

    public SimCluster(int seed, Action<ClusterMembershipOptions>? configure = null)
    {
        Random = new Random(seed);
        configure?.Invoke(Options);
    }

    public Random Random { get; }

    public SimClock Clock { get; } = new();

    public SimFaults Faults { get; } = new();

    public ClusterMembershipOptions Options { get; } = new();

    public SimTableHistory Table { get; } = new();

    public IReadOnlyList<SimSilo> Silos => _silos;

    /// <summary>Those that have not crashed, left or been told to end.</summary>
    public IEnumerable<SimSilo> Living => _silos.Where(static silo => !silo.IsGone);

    public void Run(Func<Task> scenario) => new SimLoop(Clock).Run(scenario);

    public SimSilo Add(int port)
    {
        var silo = new SimSilo(this, SiloAddress.New(IPAddress.Loopback, port, ++_lastGeneration), new Random(Random.Next()));
        _silos.Add(silo);
        return silo;
    }

    public async Task<SimSilo[]> StartAsync(int count)
    {
        var silos = Enumerable.Range(1, count).Select(Add).ToArray();
        await Task.WhenAll(silos.Select(static silo => silo.StartAsync()));
        return silos;
    }

    public Task Delay(TimeSpan time) => Task.Delay(time, Clock);

    public async Task UntilAsync(Func<bool> condition, TimeSpan limit, string what)
    {
        var end = Clock.Elapsed + limit;
        while (!condition())
        {
            Assert.True(Clock.Elapsed < end, $"Not within {limit}: {what}. {this}");
            await Delay(PollPeriod);
        }
    }

    /// <summary>Until every living silo sees exactly the living ones as active and all others as dead.</summary>
    public Task UntilSettledAsync(TimeSpan limit) => UntilAsync(
        () =>
        {
            var living = Living.Select(static silo => silo.Address).ToHashSet();
            return Living.All(silo => silo.Membership.Snapshot.Members.Values.All(
                member => member.Status == (living.Contains(member.SiloAddress) ? SiloStatus.Active : SiloStatus.Dead)));
        },
        limit,
        "the views agree on who lives");

    /// <summary>One message. Throws where nobody listens any more; never completes where it is lost.</summary>
    public async Task HopAsync(SimSilo from, SimSilo to, double loss)
    {
        from.ThrowIfCrashed();
        await from.AwakeAsync();
        await Delay(Faults.MaxLatency * Random.NextDouble());
        from.ThrowIfCrashed();
        if (to.IsGone)
        {
            throw new OrleansMessageRejectionException($"{to.Address} refuses the connection.");
        }

        if (Random.NextDouble() < loss || Faults.Side(from) != Faults.Side(to))
        {
            await new TaskCompletionSource().Task;
        }

        await to.AwakeAsync();
        to.HeardFrom(from);
    }

    public override string ToString() => $"{Clock.Elapsed}: {string.Join("; ", _silos)}";
}
