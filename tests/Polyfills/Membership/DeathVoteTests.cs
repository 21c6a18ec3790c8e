using FsCheck;
using FsCheck.Fluent;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Polyfills.Membership;

public sealed class DeathVoteTests
{
    private static readonly TimeSpan Stale = TimeSpan.FromHours(1);
    private readonly ClusterMembershipOptions _options = new();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(50, 2)]
    public void The_quorum_is_the_configured_number_or_a_majority_if_that_is_less(int silos, int needed) =>
        Assert.Equal(needed, DeathVote.VotesNeeded(Rows.Active(silos), _options));

    [Fact]
    public void Silos_that_are_stale_or_not_active_do_not_count_for_the_quorum()
    {
        var reading = Rows.Reading(Rows.Row(0), Rows.Row(1), Rows.Row(2, age: Stale), Rows.Row(3, SiloStatus.Joining), Rows.Row(4, SiloStatus.Dead));

        Assert.Equal(1, DeathVote.VotesNeeded(reading, _options));
    }

    [Fact]
    public void The_first_vote_of_two_is_recorded_and_the_second_declares()
    {
        var first = DeathVote.Cast(Rows.Active(3), Rows.Silo(2), Rows.Silo(0), null, Rows.Now, _options);
        Assert.Equal(DeathVoteResult.Voted, first.Result);
        Assert.Equal(SiloStatus.Active, first.Row!.Status);

        var second = DeathVote.Cast(Rows.Reading(Rows.Row(0), Rows.Row(1), first.Row), Rows.Silo(2), Rows.Silo(1), null, Rows.Now, _options);

        Assert.Equal(DeathVoteResult.Declared, second.Result);
        Assert.Equal(SiloStatus.Dead, second.Row!.Status);
    }

    [Fact]
    public void The_intermediarys_vote_counts_too()
    {
        var vote = DeathVote.Cast(Rows.Active(5), Rows.Silo(2), Rows.Silo(0), Rows.Silo(4), Rows.Now, _options);

        Assert.Equal(DeathVoteResult.Declared, vote.Result);
        Assert.Equal([Rows.Silo(4), Rows.Silo(0)], vote.Row!.SuspectTimes!.Select(static suspector => suspector.Item1));
    }

    [Fact]
    public void An_expired_vote_does_not_count()
    {
        var suspect = Rows.Row(2);
        suspect.AddSuspector(Rows.Silo(1), Rows.Now - _options.DeathVoteExpirationTimeout);

        var vote = DeathVote.Cast(Rows.Reading(Rows.Row(0), Rows.Row(1), suspect), Rows.Silo(2), Rows.Silo(0), null, Rows.Now, _options);

        Assert.Equal(DeathVoteResult.Voted, vote.Result);
    }

    [Fact]
    public void The_same_silo_twice_is_one_vote_which_is_renewed_before_it_expires()
    {
        var first = DeathVote.Cast(Rows.Active(3), Rows.Silo(2), Rows.Silo(0), null, Rows.Now, _options);
        var reading = Rows.Reading(Rows.Row(0), Rows.Row(1), first.Row!);

        Assert.Equal(DeathVoteResult.AlreadyVoted, DeathVote.Cast(reading, Rows.Silo(2), Rows.Silo(0), null, Rows.Now + TimeSpan.FromSeconds(5), _options).Result);
        Assert.Equal(DeathVoteResult.Voted, DeathVote.Cast(reading, Rows.Silo(2), Rows.Silo(0), null, Rows.Now + TimeSpan.FromSeconds(90), _options).Result);
    }

    [Theory]
    [InlineData(SiloStatus.Joining)]
    [InlineData(SiloStatus.ShuttingDown)]
    [InlineData(SiloStatus.Dead)]
    public void Only_active_silos_vote(SiloStatus status) => Assert.Equal(
        DeathVoteResult.VoterNotActive,
        DeathVote.Cast(Rows.Reading(Rows.Row(0, status), Rows.Row(1), Rows.Row(2)), Rows.Silo(2), Rows.Silo(0), null, Rows.Now, _options).Result);

    [Fact]
    public void The_dead_and_the_forgotten_need_no_votes()
    {
        var reading = Rows.Reading(Rows.Row(0), Rows.Row(1, SiloStatus.Dead));

        Assert.Equal(DeathVoteResult.AlreadyDead, DeathVote.Cast(reading, Rows.Silo(1), Rows.Silo(0), null, Rows.Now, _options).Result);
        Assert.Equal(DeathVoteResult.AlreadyDead, DeathVote.Cast(reading, Rows.Silo(9), Rows.Silo(0), null, Rows.Now, _options).Result);
    }

    [Fact]
    public void A_declaration_always_has_a_quorum_of_fresh_votes_and_no_quorum_is_left_undeclared()
    {
        var votes = Gen.Choose(0, 6).Zip(Gen.Choose(0, 240)).ListOf();
        Prop.ForAll(Gen.Choose(1, 4).Zip(Gen.Choose(2, 7).Zip(votes)).ToArbitrary(), static input =>
        {
            var (number, (silos, earlier)) = input;
            var options = new ClusterMembershipOptions { NumVotesForDeathDeclaration = number };
            var suspect = Rows.Row(0);
            foreach (var (voter, age) in earlier)
            {
                suspect.AddOrUpdateSuspector(Rows.Silo(voter), Rows.Now - TimeSpan.FromSeconds(age), number);
            }

            var reading = Rows.Reading(Enumerable.Range(1, silos - 1).Select(static other => Rows.Row(other)).Prepend(suspect));
            var fresh = DeathVote.FreshVoters(suspect, Rows.Now, options);
            var vote = DeathVote.Cast(reading, suspect.SiloAddress, Rows.Silo(1), null, Rows.Now, options);

            Assert.Equal(fresh.Append(Rows.Silo(1)).Distinct().Count() >= Math.Min(number, (silos + 1) / 2), vote.Result == DeathVoteResult.Declared);
            Assert.True(vote.Row is null || vote.Row.SuspectTimes!.Count <= number);
            Assert.Equal(SiloStatus.Active, suspect.Status);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }
}
