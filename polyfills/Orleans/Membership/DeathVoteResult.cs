namespace Orleans.Runtime;

internal enum DeathVoteResult
{
    /// <summary>Only active silos vote; this one may have been declared dead meanwhile.</summary>
    VoterNotActive,
    AlreadyDead,

    /// <summary>This silo's vote stands already and others are missing.</summary>
    AlreadyVoted,
    Voted,
    Declared,
}
