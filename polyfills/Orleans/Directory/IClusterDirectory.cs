using Orleans.GrainDirectory;

namespace Orleans.Runtime;

/// <summary>A directory inside the cluster: it has to know which activations are registered, to follow the membership.</summary>
internal interface IClusterDirectory : IGrainDirectory
{
    /// <summary>Returns the registered address, and marks the registrant if it is its own.</summary>
    ValueTask<GrainAddress?> Register(IDirectoryRegistrant registrant, GrainAddress? previous);

    ValueTask<GrainAddress?> LookupAsync(GrainId grainId);
}
