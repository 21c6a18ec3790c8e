namespace Orleans.Runtime;

internal sealed class CancellationSourcesExtension(SharedCancellations cancellations) : ICancellationSourcesExtension
{
    public Task CancelRemoteToken(Guid tokenId) => cancellations.Cancel(tokenId);
}
