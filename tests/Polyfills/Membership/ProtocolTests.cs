using Orleans.Polyfills.Membership.Simulation;
using Orleans.Runtime;

namespace Orleans.Polyfills.Membership;

/// <summary>What single options and situations come to, on the simulated cluster.</summary>
public sealed class ProtocolTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    [Fact]
    public void With_the_default_options_a_crash_is_noticed_within_twenty_seconds()
    {
        var cluster = new SimCluster(1);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(3);
            await cluster.Delay(TimeSpan.FromMinutes(5));
            silos[1].Crash();

            await cluster.UntilSettledAsync(TimeSpan.FromSeconds(20));
        });
    }

    [Fact]
    public void Tuned_options_notice_a_crash_within_five_seconds()
    {
        var cluster = new SimCluster(2, static options =>
        {
            options.ProbeTimeout = options.MinProbeTimeout = TimeSpan.FromSeconds(0.5);
            options.MaxProbeTimeout = TimeSpan.FromSeconds(1);
        });
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(3);
            await cluster.Delay(TimeSpan.FromMinutes(1));
            silos[1].Crash();

            await cluster.UntilSettledAsync(TimeSpan.FromSeconds(5));
        });
    }

    [Fact]
    public void A_connection_that_still_brings_bytes_holds_a_vote_back()
    {
        var frozenAt = TimeSpan.Zero;
        var cluster = new SimCluster(3);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(3);
            silos[1].Freeze();
            frozenAt = cluster.Clock.Elapsed;

            await cluster.UntilAsync(() => cluster.Table.StatusOf(silos[1].Address) == SiloStatus.Dead, Long, "the frozen one is dead");
        });

        Assert.True(cluster.Clock.Elapsed - frozenAt > cluster.Options.MaxProbeTimeout * 3 - TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Without_that_check_a_frozen_silo_is_noticed_like_a_crashed_one()
    {
        var cluster = new SimCluster(3, static options => options.EnableConnectionLivenessCheck = false);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(3);
            silos[1].Freeze();

            await cluster.UntilAsync(() => cluster.Table.StatusOf(silos[1].Address) == SiloStatus.Dead, TimeSpan.FromSeconds(25), "the frozen one is dead");
        });
    }

    [Fact]
    public void Without_liveness_nobody_is_declared_dead()
    {
        var cluster = new SimCluster(4, static options => options.LivenessEnabled = false);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(3);
            silos[1].Crash();
            await cluster.Delay(TimeSpan.FromMinutes(30));

            Assert.Equal(SiloStatus.Active, cluster.Table.StatusOf(silos[1].Address));
        });
    }

    [Fact]
    public void Two_of_three_that_crash_at_once_are_found_dead_when_they_are_stale()
    {
        var cluster = new SimCluster(5);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(3);
            silos[1].Crash();
            silos[2].Crash();

            // One vote is no quorum of three. Stale silos do not count.
            await cluster.Delay(TimeSpan.FromSeconds(60));
            Assert.Equal([SiloStatus.Active, SiloStatus.Active], silos.Skip(1).Select(silo => cluster.Table.StatusOf(silo.Address)));
            await cluster.UntilSettledAsync(TimeSpan.FromMinutes(5));
        });
    }

    [Fact]
    public void Without_gossip_a_change_is_seen_at_the_next_reading_of_the_table()
    {
        var cluster = new SimCluster(6, static options => options.UseLivenessGossip = false);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(2);
            await cluster.Delay(TimeSpan.FromMinutes(2));
            await cluster.Add(3).StartAsync();
            var added = cluster.Silos[2].Address;
            Assert.Equal(SiloStatus.None, silos[0].Membership.Snapshot.GetSiloStatus(added));

            await cluster.UntilAsync(() => silos[0].Membership.Snapshot.GetSiloStatus(added) == SiloStatus.Active, cluster.Options.TableRefreshTimeout + TimeSpan.FromSeconds(2), "it is seen");
        });
    }

    [Fact]
    public void A_silo_that_cannot_reach_an_active_one_waits_and_joins_when_it_can()
    {
        var cluster = new SimCluster(7);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(2);
            cluster.Faults.Side = silo => ReferenceEquals(silo, silos[0]) || ReferenceEquals(silo, silos[1]) ? 0 : 1;
            var joining = cluster.Add(3).StartAsync();
            await cluster.Delay(TimeSpan.FromMinutes(2));
            Assert.Equal(SiloStatus.Joining, cluster.Table.StatusOf(cluster.Silos[2].Address));

            cluster.Faults.Side = static _ => 0;
            await joining;

            Assert.Equal(SiloStatus.Active, cluster.Table.StatusOf(cluster.Silos[2].Address));
        });
    }

    [Fact]
    public void A_silo_that_never_reaches_an_active_one_fails_to_start()
    {
        var cluster = new SimCluster(8);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(1);
            cluster.Faults.Side = silo => ReferenceEquals(silo, silos[0]) ? 0 : 1;

            var failure = await Assert.ThrowsAsync<OrleansClusterConnectivityCheckFailedException>(() => cluster.Add(2).StartAsync());

            Assert.InRange(cluster.Clock.Elapsed, cluster.Options.MaxJoinAttemptTime, cluster.Options.MaxJoinAttemptTime + TimeSpan.FromSeconds(15));
            Assert.Contains(silos[0].Address.ToString(), failure.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_stale_silo_does_not_keep_others_from_joining()
    {
        var cluster = new SimCluster(9);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(1);
            silos[0].Crash();
            await cluster.Delay(TimeSpan.FromMinutes(2));

            await cluster.Add(2).StartAsync();

            await cluster.UntilSettledAsync(TimeSpan.FromMinutes(5));
        });
    }

    [Theory]
    [InlineData(true, SiloStatus.Dead)]
    [InlineData(false, SiloStatus.Joining)]
    public void A_silo_that_vanished_while_joining_is_evicted(bool evict, SiloStatus expected)
    {
        var cluster = new SimCluster(10, options => options.EvictWhenMaxJoinAttemptTimeExceeded = evict);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(1);
            cluster.Faults.Side = silo => ReferenceEquals(silo, silos[0]) ? 0 : 1;
            _ = cluster.Add(2).StartAsync();
            await cluster.Delay(TimeSpan.FromMinutes(1));
            cluster.Silos[1].Crash();

            await cluster.Delay(cluster.Options.MaxJoinAttemptTime + cluster.Options.TableRefreshTimeout);

            Assert.Equal(expected, cluster.Table.StatusOf(cluster.Silos[1].Address));
        });
    }

    [Fact]
    public void A_newer_incarnation_declares_its_predecessor_dead_before_it_joins()
    {
        var cluster = new SimCluster(11);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(3);
            silos[1].Crash();

            await cluster.Add(silos[1].Address.Endpoint.Port).StartAsync();

            Assert.Equal(SiloStatus.Dead, cluster.Table.StatusOf(silos[1].Address));
            Assert.Equal(SiloStatus.Active, cluster.Table.StatusOf(cluster.Silos[3].Address));
        });
    }

    [Fact]
    public void An_older_incarnation_is_refused()
    {
        var cluster = new SimCluster(12);
        cluster.Run(async () =>
        {
            var older = cluster.Add(1);
            await cluster.Add(1).StartAsync();

            var refusal = await Assert.ThrowsAsync<OrleansException>(older.StartAsync);

            Assert.Contains("clock", refusal.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Rows_of_the_dead_are_removed_by_age_and_by_number()
    {
        var cluster = new SimCluster(13, static options =>
        {
            options.MaxDefunctSiloEntries = 2;
            options.DefunctSiloExpiration = TimeSpan.FromHours(2);
        });
        cluster.Run(async () =>
        {
            await cluster.StartAsync(1);
            for (var port = 2; port < 7; port++)
            {
                var silo = cluster.Add(port);
                await silo.StartAsync();
                await silo.StopAsync();
                await cluster.Delay(TimeSpan.FromSeconds(1));
            }

            await cluster.Delay(cluster.Options.DefunctSiloCleanupPeriod!.Value);
            Assert.Equal(2, await CountDeadAsync(cluster));
            await cluster.Delay(cluster.Options.DefunctSiloExpiration + cluster.Options.DefunctSiloCleanupPeriod.Value);
            Assert.Equal(0, await CountDeadAsync(cluster));
        });
    }

    [Fact]
    public void While_the_table_cannot_be_reached_nobody_is_declared_dead()
    {
        var cluster = new SimCluster(14);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(3);
            cluster.Faults.TableFailure = 1;
            silos[1].Crash();
            await cluster.Delay(TimeSpan.FromMinutes(10));
            Assert.All(cluster.Living, static silo => Assert.Equal(3, silo.Membership.Snapshot.Members.Count(static member => member.Value.Status == SiloStatus.Active)));

            cluster.Faults.TableFailure = 0;
            await cluster.UntilSettledAsync(TimeSpan.FromMinutes(3));
        });
    }

    [Fact]
    public void A_silo_that_nobody_pings_doubts_itself_and_recovers()
    {
        var cluster = new SimCluster(15);
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(3);
            cluster.Faults.Side = silo => Array.IndexOf(silos, silo);
            await cluster.UntilAsync(() => silos[0].HealthScore > 0, TimeSpan.FromMinutes(1), "it doubts itself");

            cluster.Faults.Side = static _ => 0;
            await cluster.UntilAsync(() => silos.All(static silo => silo.HealthScore == 0), TimeSpan.FromMinutes(3), "it recovers");
            Assert.DoesNotContain(silos, static silo => silo.WasEnded);
        });
    }

    [Fact]
    public void Misses_that_are_not_in_a_row_add_up_to_nothing()
    {
        var cluster = new SimCluster(16, static options =>
        {
            options.EnableConnectionLivenessCheck = false;
            options.MinProbeTimeout = options.ProbeTimeout;
            options.NumMissedProbesLimit = 4;
        });
        cluster.Run(async () =>
        {
            var silos = await cluster.StartAsync(2);

            // Too short for more than two probes each way, then long enough for one.
            for (var i = 0; i < 20; i++)
            {
                cluster.Faults.Side = silo => Array.IndexOf(silos, silo);
                await cluster.Delay(TimeSpan.FromSeconds(6));
                cluster.Faults.Side = static _ => 0;
                await cluster.Delay(TimeSpan.FromSeconds(6));
            }

            Assert.DoesNotContain(silos, static silo => silo.WasEnded);
        });
    }

    private static async Task<int> CountDeadAsync(SimCluster cluster) =>
        (await cluster.Table.Table.ReadAll()).Members.Count(static member => member.Item1.Status == SiloStatus.Dead);
}
