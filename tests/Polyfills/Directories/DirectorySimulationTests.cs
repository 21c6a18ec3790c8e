using Orleans.Runtime;

namespace Orleans.Polyfills.Directories;

public sealed class DirectorySimulationTests
{
    private static readonly GrainId[] Grains = [.. Enumerable.Range(0, 200).Select(i => GrainId.Create("simulated", $"{i}"))];

    public static TheoryData<int, bool> Seeds
    {
        get
        {
            var data = new TheoryData<int, bool>();
            for (var seed = 0; seed < 20; seed++)
            {
                data.Add(seed, seed % 2 == 0);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_happens_each_grain_ends_with_one_registered_activation(int seed, bool isRecovering)
    {
        var cluster = new SimulatedCluster(seed, isRecovering) { Loss = 0.05, Duplication = 0.05 };
        StartMany(cluster, 4);

        for (var round = 0; round < 12; round++)
        {
            var calls = Enumerable.Range(0, 60).Select(_ => Task.Run(() => DoSomethingAsync(cluster))).ToList();
            await ChangeSomethingAsync(cluster);
            await Task.WhenAll(calls);
        }

        await cluster.SettleAsync(Grains);
        AssertConsistent(cluster);
        await AssertAllAgreeAsync(cluster);

        // Two that both believed to be the registered one would have been noticed, and one of them ended.
        Assert.All(cluster.Ended, reason => Assert.Equal(DeactivationReasonCode.DirectoryFailure, reason));
        Assert.True(!isRecovering || cluster.Ended.IsEmpty, "An activation has been lost.");
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_silo_that_leaves_takes_what_it_owned_with_it_unless_that_is_recovered(bool isRecovering, bool inGoodOrder)
    {
        var cluster = new SimulatedCluster(7, isRecovering);
        StartMany(cluster, 4);
        var before = await CallAllAsync(cluster);
        var leaver = cluster.Silos[1];
        var owned = leaver.Directory.Entries.Select(entry => entry.GrainId).ToHashSet();
        var elsewhere = before.Where(address => !address.SiloAddress!.Equals(leaver.Silo)).ToArray();

        await LeaveAsync(cluster, leaver, inGoodOrder);
        await cluster.SettleAsync(Grains);

        var lost = isRecovering ? [] : elsewhere.Where(address => owned.Contains(address.GrainId)).ToArray();
        var ended = cluster.Silos.SelectMany(silo => silo.EndedByDirectory).ToArray();
        Assert.Equal(lost.Select(address => address.ToString()).Order(), ended.Select(activation => activation.Address.ToString()).Order());
        Assert.All(ended, activation => Assert.Equal(DeactivationReasonCode.DirectoryFailure, activation.Ended));
        Assert.True(isRecovering || lost.Length > 0, "The scenario loses nothing.");
        foreach (var address in elsewhere.Except(lost))
        {
            Assert.Equal(address, await cluster.Silos[0].Directory.Lookup(address.GrainId));
        }

        AssertConsistent(cluster);
        await CallAllAsync(cluster);
        AssertConsistent(cluster);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Silos_that_join_are_handed_their_ranges(bool isRecovering)
    {
        var cluster = new SimulatedCluster(3, isRecovering);
        StartMany(cluster, 1);
        var before = await CallAllAsync(cluster);

        for (var i = 0; i < 3; i++)
        {
            cluster.Start();
            await cluster.SettleAsync(Grains);
            Assert.Equal(before.OrderBy(address => address.GrainId), (await CallAllAsync(cluster)).OrderBy(address => address.GrainId));
        }

        Assert.All(cluster.Silos, silo => Assert.NotEmpty(silo.Directory.Entries));
        Assert.Empty(cluster.Silos.SelectMany(silo => silo.EndedByDirectory));
        AssertConsistent(cluster);
    }

    [Fact]
    public async Task A_silo_that_never_saw_an_owner_come_and_go_names_its_activations_to_the_next()
    {
        var cluster = new SimulatedCluster(11, isRecovering: false);
        StartMany(cluster, 2);
        var (asleep, awake) = (cluster.Silos[0], cluster.Silos[1]);
        var before = await CallAllAsync(cluster);

        var visitor = cluster.Start();
        awake.CatchUp();
        cluster.Crash(visitor);
        awake.CatchUp();
        asleep.CatchUp();
        await cluster.SettleAsync(Grains);

        Assert.Empty(asleep.EndedByDirectory);
        foreach (var address in before.Where(address => address.SiloAddress!.Equals(asleep.Silo)))
        {
            Assert.Equal(address, await awake.Directory.Lookup(address.GrainId));
        }

        AssertConsistent(cluster);
    }

    [Fact]
    public async Task An_entry_of_a_dead_silo_is_neither_kept_nor_made()
    {
        var cluster = new SimulatedCluster(5, isRecovering: true);
        StartMany(cluster, 2);
        var (survivor, victim) = (cluster.Silos[0], cluster.Silos[1]);
        await CallAllAsync(cluster);
        cluster.Crash(victim);
        await cluster.SettleAsync(Grains);
        var late = new GrainAddress { GrainId = Grains[0], ActivationId = ActivationId.NewId(), SiloAddress = victim.Silo, MembershipVersion = new MembershipVersion(1) };
        await survivor.Directory.Unregister((await survivor.Directory.Lookup(Grains[0])) ?? late);

        Assert.Null(await survivor.Directory.Register(late));

        Assert.DoesNotContain(survivor.Directory.Entries, entry => entry.SiloAddress!.Equals(victim.Silo));
    }

    [Fact]
    public async Task A_silo_catches_up_with_whoever_asks_before_it_answers()
    {
        var cluster = new SimulatedCluster(9, isRecovering: true);
        StartMany(cluster, 2);
        var (lister, owner) = (cluster.Silos[0], cluster.Silos[1]);
        var before = cluster.ActiveSilos.Select(silo => silo.Silo).Order().ToArray();
        var joined = cluster.Start();
        var version = cluster.Membership.Version;
        var gain = new DirectoryGain(joined.Silo, before, [.. before.Append(joined.Silo).Order()], version);

        await lister.Directory.ListRegistered(gain, 0);
        await owner.Directory.Lookup(Grains[0], version);

        Assert.Equal(version, lister.Membership.Version);
        Assert.Equal(version, owner.Membership.Version);
    }

    private static void StartMany(SimulatedCluster cluster, int count)
    {
        for (var i = 0; i < count; i++)
        {
            cluster.Start();
        }

        foreach (var silo in cluster.Silos)
        {
            silo.CatchUp();
        }
    }

    private static async Task<GrainAddress[]> CallAllAsync(SimulatedCluster cluster) =>
        await Task.WhenAll(Grains.Select(grain => cluster.CallAsync(cluster.ActiveSilos[cluster.Next(cluster.ActiveSilos.Length)], grain)));

    private static async Task LeaveAsync(SimulatedCluster cluster, SimulatedSilo silo, bool inGoodOrder)
    {
        if (inGoodOrder)
        {
            await cluster.StopAsync(silo);
        }
        else
        {
            cluster.Crash(silo);
        }
    }

    private static Task DoSomethingAsync(SimulatedCluster cluster) => cluster.IgnoringFailuresAsync(async () =>
    {
        var silos = cluster.Silos;
        var silo = silos[cluster.Next(silos.Length)];
        var grain = Grains[cluster.Next(Grains.Length)];
        if (cluster.Chance(0.45) && silo.Find(grain) is { } activation)
        {
            await activation.EndAsync();
        }
        else
        {
            await cluster.CallAsync(silo, grain);
        }
    });

    private static async Task ChangeSomethingAsync(SimulatedCluster cluster)
    {
        var active = cluster.ActiveSilos;
        switch (cluster.Next(3))
        {
            case 0 when active.Length > 2:
                cluster.Crash(active[cluster.Next(active.Length)]);
                break;
            case 1 when active.Length > 2:
                await cluster.StopAsync(active[cluster.Next(active.Length)]);
                break;
            default:
                cluster.Start();
                break;
        }

        // Some learn of it now, some when they have to, some together with the next change.
        foreach (var silo in cluster.Silos.Where(_ => cluster.Chance(0.5)))
        {
            silo.CatchUp();
        }
    }

    private static void AssertConsistent(SimulatedCluster cluster)
    {
        var silos = cluster.Silos;
        var registered = silos.SelectMany(silo => silo.Activations).Where(activation => activation.IsRegistered).Select(activation => activation.Address).ToArray();
        Assert.DoesNotContain(registered.GroupBy(address => address.GrainId), group => group.Count() > 1);
        var entries = silos.SelectMany(silo => silo.Directory.Entries).ToArray();
        Assert.DoesNotContain(entries.GroupBy(address => address.GrainId), group => group.Count() > 1);
        Assert.All(entries, entry => Assert.Contains(silos, silo => silo.Silo.Equals(entry.SiloAddress)));
        Assert.Empty(registered.Select(address => address.ToString()).Except(entries.Select(entry => entry.ToString())));
    }

    private static async Task AssertAllAgreeAsync(SimulatedCluster cluster)
    {
        foreach (var grain in Grains)
        {
            var places = new List<GrainAddress>();
            foreach (var silo in cluster.ActiveSilos)
            {
                places.Add(await cluster.CallAsync(silo, grain));
            }

            Assert.Single(places.Distinct());
        }
    }
}
