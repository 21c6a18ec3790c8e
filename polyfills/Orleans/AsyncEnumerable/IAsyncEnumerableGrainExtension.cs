using Orleans.Concurrency;

namespace Orleans.Runtime;

public interface IAsyncEnumerableGrainExtension : IGrainExtension
{
    [AlwaysInterleave]
    ValueTask<(EnumerationResult Status, object Value)> StartEnumeration<T>(Guid requestId, IAsyncEnumerableRequest<T> request);

    [AlwaysInterleave]
    ValueTask<(EnumerationResult Status, object Value)> StartEnumeration<T>(Guid requestId, IAsyncEnumerableRequest<T> request, CancellationToken cancellationToken);

    [AlwaysInterleave]
    ValueTask<(EnumerationResult Status, object Value)> MoveNext<T>(Guid requestId);

    [AlwaysInterleave]
    ValueTask<(EnumerationResult Status, object Value)> MoveNext<T>(Guid requestId, CancellationToken cancellationToken);

    [AlwaysInterleave]
    ValueTask DisposeAsync(Guid requestId);

    [AlwaysInterleave]
    ValueTask DisposeAsync(Guid requestId, CancellationToken cancellationToken);
}
