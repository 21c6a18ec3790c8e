using System.Globalization;
using Orleans.Polyfills.Membership.Simulation;
using Orleans.Runtime;

namespace Orleans.Polyfills.Membership;

/// <summary>The protocol as a whole, under faults that a seed decides. What every write and every view must satisfy is asserted in the simulation itself.</summary>
public sealed class SimulationTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    /// <summary>24 of them, or as many as ORLEANS_CHAOS_SEEDS says.</summary>
    public static TheoryData<int> Seeds =>
        [.. Enumerable.Range(1, Environment.GetEnvironmentVariable("ORLEANS_CHAOS_SEEDS") is { Length: > 0 } count ? int.Parse(count, CultureInfo.InvariantCulture) : 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_crashed_are_found_dead_and_the_living_are_not(int seed)
    {
        var cluster = new SimCluster(seed);
        cluster.Run(async () =>
        {
            await cluster.StartAsync(cluster.Random.Next(3, 7));
            cluster.Faults.Loss = cluster.Random.NextDouble() * 0.2;
            cluster.Faults.GossipLoss = cluster.Random.NextDouble() * 0.5;
            cluster.Faults.TableFailure = cluster.Random.NextDouble() * 0.1;
            cluster.Faults.MaxLatency = TimeSpan.FromSeconds(cluster.Random.NextDouble());
            for (var i = 0; i < 8; i++)
            {
                await cluster.Delay(TimeSpan.FromSeconds(60 * cluster.Random.NextDouble()));
                await ActAsync(cluster);
            }

            await cluster.Delay(TimeSpan.FromMinutes(2));
            await cluster.UntilSettledAsync(Long);

            // Where many messages are lost, joining can take too long.
            Assert.DoesNotContain(cluster.Silos, static silo => silo.WasEnded && silo.WasActive);
            Assert.All(cluster.Silos.Where(static silo => silo.IsGone), silo => Assert.Contains(cluster.Table.StatusOf(silo.Address), new[] { SiloStatus.Dead, SiloStatus.None }));
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void After_a_partition_one_history_is_left_and_the_declared_dead_have_ended(int seed)
    {
        var cluster = new SimCluster(seed);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(cluster.Random.Next(4, 8));
            var split = cluster.Random.Next(1, silos.Length);
            cluster.Faults.Side = silo => Array.IndexOf(silos, silo) < split ? 0 : 1;
            await cluster.Delay(TimeSpan.FromMinutes(4 * cluster.Random.NextDouble()));
            cluster.Faults.Side = static _ => 0;
            await cluster.UntilAsync(
                () => silos.All(silo => silo.WasEnded == (cluster.Table.StatusOf(silo.Address) == SiloStatus.Dead)), Long, "those declared dead know it");
            await cluster.UntilSettledAsync(Long);

            // The last one to be declared dead was declared so by a living one.
            Assert.NotEmpty(cluster.Living);
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_silo_cut_off_alone_kills_nobody_but_is_found_dead(int seed)
    {
        var cluster = new SimCluster(seed);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(5);
            var lonely = silos[cluster.Random.Next(silos.Length)];
            cluster.Faults.Side = silo => ReferenceEquals(silo, lonely) ? 1 : 0;
            await cluster.UntilAsync(() => lonely.WasEnded, Long, "the lonely one ends");
            await cluster.UntilSettledAsync(Long);
            Assert.Equal(4, cluster.Living.Count());
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_frozen_silo_is_found_dead_and_ends_when_it_wakes(int seed)
    {
        var cluster = new SimCluster(seed);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(4);
            await cluster.Delay(TimeSpan.FromSeconds(100 * cluster.Random.NextDouble()));
            silos[2].Freeze();
            await cluster.UntilAsync(() => cluster.Table.StatusOf(silos[2].Address) == SiloStatus.Dead, Long, "the frozen one is found dead");
            await cluster.Delay(TimeSpan.FromMinutes(5 * cluster.Random.NextDouble()));
            var version = cluster.Table.Version;

            silos[2].Resume();

            await cluster.UntilAsync(() => silos[2].WasEnded, Long, "it ends");
            Assert.Equal(SiloStatus.Dead, silos[2].Membership.LocalStatus);
            Assert.Equal(version, cluster.Table.Version);
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void While_the_table_cannot_be_reached_nobody_is_declared_dead_and_nobody_ends(int seed)
    {
        var cluster = new SimCluster(seed);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(cluster.Random.Next(2, 6));
            await cluster.UntilSettledAsync(Long);
            cluster.Faults.TableFailure = 1;
            silos[0].Crash();

            await cluster.Delay(TimeSpan.FromMinutes(2 + (10 * cluster.Random.NextDouble())));
            Assert.All(silos[1..], silo =>
            {
                Assert.False(silo.WasEnded);
                Assert.Equal(SiloStatus.Active, silo.Membership.LocalStatus);
                Assert.Equal(SiloStatus.Active, silo.Membership.Snapshot.GetSiloStatus(silos[0].Address));
            });

            cluster.Faults.TableFailure = 0;
            await cluster.UntilSettledAsync(Long);
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void With_tuned_options_a_crash_is_found_within_five_seconds(int seed)
    {
        var cluster = new SimCluster(seed, static options =>
        {
            options.ProbeTimeout = options.MinProbeTimeout = TimeSpan.FromMilliseconds(500);
            options.MaxProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 2;
        });
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(cluster.Random.Next(2, 7));
            cluster.Faults.MaxLatency = TimeSpan.FromMilliseconds(20 * cluster.Random.NextDouble());
            await cluster.Delay(TimeSpan.FromSeconds(30 * cluster.Random.NextDouble()));
            var crashed = cluster.Clock.Elapsed;

            silos[^1].Crash();

            await cluster.UntilAsync(
                () => cluster.Living.All(silo => silo.Membership.Snapshot.GetSiloStatus(silos[^1].Address) == SiloStatus.Dead), TimeSpan.FromSeconds(4), "everybody knows");
            Assert.InRange(cluster.Clock.Elapsed - crashed, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(5));
        });
    }

    [Fact]
    public void Joining_at_once_makes_conflicts_and_all_get_in()
    {
        var cluster = new SimCluster(7);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(20);
            await cluster.UntilSettledAsync(Long);
            Assert.True(cluster.Table.Conflicts > 0);
            Assert.All(silos, silo => Assert.Equal(20, silo.Membership.Snapshot.Members.Count(static member => member.Value.Status == SiloStatus.Active)));
        });
    }

    private static async Task ActAsync(SimCluster cluster)
    {
        var living = cluster.Living.ToArray();
        var silo = living[cluster.Random.Next(living.Length)];
        switch (cluster.Random.Next(4))
        {
            case 0 when living.Length > 3:
                silo.Crash();
                break;
            case 1 when living.Length > 3:
                await silo.StopAsync();
                break;
            case 2 when living.Length > 3:
                silo.Crash();
                await cluster.Delay(TimeSpan.FromSeconds(cluster.Random.NextDouble()));
                await JoinAsync(cluster.Add(silo.Address.Endpoint.Port));
                break;
            default:
                await JoinAsync(cluster.Add(100 + cluster.Silos.Count));
                break;
        }
    }

    private static async Task JoinAsync(SimSilo silo)
    {
        try
        {
            await silo.StartAsync();
        }
        catch (OrleansClusterConnectivityCheckFailedException)
        {
            silo.Crash();
        }
    }
}
