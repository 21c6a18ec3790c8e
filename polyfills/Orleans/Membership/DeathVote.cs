namespace Orleans.Runtime;

/// <summary>What a vote against a silo comes to, given the table: <see cref="Row"/> is what to write, if anything.</summary>
/// <remarks>
/// <para>A silo is dead when it has as many fresh votes, of different silos, as <see cref="VotesNeeded"/>. The write is
/// conditional on the version of the table that was read, so of several voters each sees the votes before its own, the
/// one that completes the quorum writes Dead, and a voter that has itself been declared dead cannot write any more.</para>
/// </remarks>
internal readonly record struct DeathVote(DeathVoteResult Result, MembershipEntry? Row)
{
    /// <summary>
    /// The least of the configured number and a majority of the active silos that are not stale, the suspect among
    /// them: in a cluster of two, one.
    /// </summary>
    public static int VotesNeeded(MembershipReading reading, ClusterMembershipOptions options) =>
        Math.Max(1, Math.Min(options.NumVotesForDeathDeclaration, (reading.ActiveAndFresh(options).Count() + 1) / 2));

    /// <summary>The silos whose votes against this row have not expired.</summary>
    public static HashSet<SiloAddress> FreshVoters(MembershipEntry row, DateTime now, ClusterMembershipOptions options) =>
        [.. (row.SuspectTimes ?? []).Where(vote => now - vote.Item2 < options.DeathVoteExpirationTimeout).Select(static vote => vote.Item1)];

    /// <param name="reading">The table that the write will be conditional on.</param>
    /// <param name="suspect">The silo that does not answer.</param>
    /// <param name="voter">This silo.</param>
    /// <param name="intermediary">A silo that could not reach the suspect for this one; its vote counts too.</param>
    /// <param name="now">The time of the vote.</param>
    /// <param name="options">Quorum and expiry.</param>
    public static DeathVote Cast(
        MembershipReading reading, SiloAddress suspect, SiloAddress voter, SiloAddress? intermediary, DateTime now, ClusterMembershipOptions options)
    {
        if (reading.Find(voter)?.Status != SiloStatus.Active)
        {
            return new DeathVote(DeathVoteResult.VoterNotActive, null);
        }

        if (reading.Find(suspect) is not { } row || row.Status == SiloStatus.Dead)
        {
            return new DeathVote(DeathVoteResult.AlreadyDead, null);
        }

        var before = FreshVoters(row, now, options);
        var changed = row.Copy();
        var needed = VotesNeeded(reading, options);
        foreach (var silo in new[] { intermediary, voter })
        {
            if (silo is not null)
            {
                changed.AddOrUpdateSuspector(silo, now, options.NumVotesForDeathDeclaration);
            }
        }

        // The new votes count even where the list has no room for all.
        var voters = before.Append(voter).Concat(intermediary is null ? [] : [intermediary]).Distinct().Count();
        if (voters >= needed)
        {
            changed.Status = SiloStatus.Dead;
            return new DeathVote(DeathVoteResult.Declared, changed);
        }

        // The same vote again would only cost the others a read of the table, until it is about to expire.
        var renewAfter = now - (options.DeathVoteExpirationTimeout / 2);
        var isRecorded = row.SuspectTimes?.Exists(vote => vote.Item1.Equals(voter) && vote.Item2 > renewAfter) == true;
        return isRecorded && (intermediary is null || before.Contains(intermediary))
            ? new DeathVote(DeathVoteResult.AlreadyVoted, null)
            : new DeathVote(DeathVoteResult.Voted, changed);
    }
}
