namespace Orleans.Runtime;

/// <summary>
/// One silo's part of the grain directory, as the other silos call it. Versions are what the caller knows: the called
/// silo first catches up with them.
/// </summary>
internal interface IDirectoryTarget : ISystemTarget
{
    ValueTask<DirectoryReply> Register(GrainAddress address, GrainAddress? previous, MembershipVersion version);

    ValueTask<DirectoryReply> Lookup(GrainId grainId, MembershipVersion version);

    ValueTask<DirectoryReply> Unregister(GrainAddress address, MembershipVersion version);

    /// <summary>A page of the called silo's own registered activations whose ids the asker has gained.</summary>
    ValueTask<RegistrationPage> ListRegistered(DirectoryGain gain, uint fromHash);

    /// <summary>These activations of the called silo are not their grains' registered ones, whatever it believes.</summary>
    ValueTask EndDuplicates(List<GrainAddress> duplicates);
}
