using System.Collections.Concurrent;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>What an actor's dispose method reports to, found by its id.</summary>
internal sealed class Departure : IDisposable
{
    private static readonly ConcurrentDictionary<string, Departure> Departures = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Departure() => Departures[Id] = this;

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public Task Disposed => _disposed.Task;

    public static void Report(string id)
    {
        if (Departures.TryGetValue(id, out var departure))
        {
            departure._disposed.TrySetResult();
        }
    }

    public void Dispose() => Departures.TryRemove(Id, out _);
}
