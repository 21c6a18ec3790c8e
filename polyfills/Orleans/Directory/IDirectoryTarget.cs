namespace Orleans.Runtime;

/// <summary>One silo's part of the grain directory, as the other silos call it.</summary>
internal interface IDirectoryTarget : ISystemTarget
{
    ValueTask<DirectoryReply> Register(GrainAddress address, GrainAddress? previous, MembershipVersion version);

    ValueTask<DirectoryReply> Lookup(GrainId grainId, MembershipVersion version);

    ValueTask<DirectoryReply> Unregister(GrainAddress address, MembershipVersion version);

    /// <summary>The activations of the called silo that fall to <paramref name="owner"/> among these silos.</summary>
    ValueTask<List<GrainAddress>> GetActivationsOf(SiloAddress owner, SiloAddress[] silos, MembershipVersion version);
}
