using FsCheck;
using FsCheck.Fluent;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Polyfills.Membership;

public sealed class ProbeTargetsTests
{
    private static readonly TimeSpan Stale = TimeSpan.FromHours(1);

    [Fact]
    public void Every_silo_is_watched_by_as_many_as_there_are_up_to_the_limit()
    {
        Prop.ForAll(
            Gen.Choose(1, 6).Zip(Gen.Elements(SiloStatus.Joining, SiloStatus.Active, SiloStatus.Active, SiloStatus.Active, SiloStatus.ShuttingDown, SiloStatus.Stopping, SiloStatus.Dead).ListOf()).ToArbitrary(),
            static input =>
            {
                var (limit, statuses) = input;
                var options = new ClusterMembershipOptions { NumProbedSilos = limit };
                var reading = Rows.Reading(statuses.Select(static (status, number) => Rows.Row(number, status)));
                var active = reading.Rows.Where(static row => row.Status == SiloStatus.Active).Select(static row => row.SiloAddress).ToArray();
                var watchers = active.SelectMany(self => ProbeTargets.Choose(reading, self, options).Select(target => (target, self))).ToLookup(static pair => pair.target, static pair => pair.self);
                foreach (var row in reading.Rows)
                {
                    var isWatched = row.Status is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping;
                    var others = active.Count(silo => !silo.Equals(row.SiloAddress));
                    Assert.Equal(isWatched ? Math.Min(limit, others) : 0, watchers[row.SiloAddress].Count());
                    Assert.DoesNotContain(row.SiloAddress, watchers[row.SiloAddress]);
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void A_stale_silo_is_watched_by_all_and_counts_as_nobodys_watcher()
    {
        var options = new ClusterMembershipOptions { NumProbedSilos = 1 };
        var reading = Rows.Reading(Enumerable.Range(0, 8).Select(static number => Rows.Row(number, age: number == 3 ? Stale : default)));

        var targets = Enumerable.Range(0, 8).Where(static number => number != 3).ToDictionary(Rows.Silo, number => ProbeTargets.Choose(reading, Rows.Silo(number), options));

        Assert.All(targets.Values, chosen => Assert.Contains(Rows.Silo(3), chosen));
        Assert.All(targets.Keys, silo => Assert.Single(targets.Values, chosen => chosen.Contains(silo)));
    }

    [Fact]
    public void One_silo_alone_watches_nobody() => Assert.Empty(ProbeTargets.Choose(Rows.Active(1), Rows.Silo(0), new ClusterMembershipOptions()));
}
