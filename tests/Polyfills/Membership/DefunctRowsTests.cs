using FsCheck;
using FsCheck.Fluent;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Polyfills.Membership;

public sealed class DefunctRowsTests
{
    [Fact]
    public void The_old_go_and_of_the_others_the_newest_stay()
    {
        Prop.ForAll(Gen.Choose(0, 20).Zip(Gen.Choose(0, 40).ListOf()).ToArbitrary(), static input =>
        {
            var (limit, ages) = input;
            var options = new ClusterMembershipOptions { DefunctSiloExpiration = TimeSpan.FromHours(20), MaxDefunctSiloEntries = limit };
            var rows = ages.Distinct().Select(static (age, number) => Rows.Row(number, SiloStatus.Dead, TimeSpan.FromHours(age))).ToArray();

            var before = DefunctRows.RemoveBefore(Rows.Reading(rows.Append(Rows.Row(99, age: TimeSpan.FromDays(9)))), Rows.Now, options);

            var expected = rows.Select(static row => row.IAmAliveTime).Where(static time => time >= Rows.Now - TimeSpan.FromHours(20)).OrderDescending().Take(limit);
            Assert.Equal(expected, rows.Select(static row => row.IAmAliveTime).Where(time => time >= before).OrderDescending());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void Without_a_limit_only_age_counts()
    {
        var options = new ClusterMembershipOptions { MaxDefunctSiloEntries = null };

        Assert.Equal(
            Rows.Now - options.DefunctSiloExpiration,
            DefunctRows.RemoveBefore(Rows.Reading(Enumerable.Range(0, 100).Select(static number => Rows.Row(number, SiloStatus.Dead))), Rows.Now, options));
    }
}
