using System.Collections.Concurrent;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>Something that a task or an actor hands to the test itself, found by its id.</summary>
internal sealed class Parcel<T> : IDisposable
{
    private static readonly ConcurrentDictionary<string, Parcel<T>> Parcels = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<T> _content = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Parcel() => Parcels[Id] = this;

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public Task<T> Content => _content.Task;

    /// <summary>Does nothing where nobody expects it any more.</summary>
    public static void Deliver(string id, T content)
    {
        if (Parcels.TryGetValue(id, out var parcel))
        {
            parcel._content.TrySetResult(content);
        }
    }

    public void Dispose() => Parcels.TryRemove(Id, out _);
}
