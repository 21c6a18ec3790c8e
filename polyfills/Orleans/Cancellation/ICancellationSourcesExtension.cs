using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>Tells a grain that a token which it has been given is cancelled.</summary>
internal interface ICancellationSourcesExtension : IGrainExtension
{
    [AlwaysInterleave]
    Task CancelRemoteToken(Guid tokenId);
}
