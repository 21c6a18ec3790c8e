using System.Collections.Concurrent;

namespace Orleans.Conformance.Storage;

internal sealed class RecordedGrain
{
    public ConcurrentQueue<string> Operations { get; } = new();

    /// <summary>The names of the states that were read.</summary>
    public ConcurrentQueue<string> StateNames { get; } = new();

    /// <summary>Writes wait for it.</summary>
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool FailsNextWrite { get; set; }
}
