namespace Orleans.Runtime;

/// <summary>What the directory needs of the silo that it runs in.</summary>
internal interface IDirectoryHost
{
    SiloAddress Silo { get; }

    TimeProvider Time { get; }

    /// <summary>The latest view; a subscriber to changes may not have been told of it yet.</summary>
    ClusterMembershipSnapshot Membership { get; }

    /// <summary>The activations of this silo that are registered in a directory, or about to be.</summary>
    IEnumerable<IDirectoryRegistrant> RegistrantsOf(IClusterDirectory directory);

    /// <summary>Lets the peers reach the directory, and the directory hear of the membership's changes.</summary>
    void Join(RingDirectory directory);

    IDirectoryTarget PeerOf(SiloAddress silo);

    /// <summary>Until the directory has been told of this version. False when that takes longer than the limit.</summary>
    Task<bool> WaitForVersionAsync(MembershipVersion version, TimeSpan limit);
}
