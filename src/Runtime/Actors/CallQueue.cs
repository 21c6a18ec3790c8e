using System.Diagnostics.CodeAnalysis;
using Orleans.Ray.Scheduling;

namespace Orleans.Ray.Actors;

/// <summary>
/// The calls of one concurrency group that wait: first those that run again, then the others, each in their order. It outlives a crash of
/// the actor; each of its lives takes calls from it through a <see cref="Mailbox"/> of its own.
/// </summary>
/// <param name="group">The group's name; null for the default one.</param>
/// <param name="maxConcurrency">How many of the calls may be under way at once.</param>
/// <param name="isOrdered">Whether a call that waits for an argument holds back the later ones of its handle.</param>
internal sealed class CallQueue(string? group, int maxConcurrency, bool isOrdered)
{
    private readonly WorkQueue<IActorCall> _calls = new();

    // Made by the first call that runs again.
    private CallsAgain? _again;

    public string? Group => group;

    public int MaxConcurrency => maxConcurrency;

    public bool IsOrdered => isOrdered;

    public bool IsEmpty => _calls.IsEmpty && Volatile.Read(ref _again) is not { Count: > 0 };

    public int Count => _calls.Count + (Volatile.Read(ref _again)?.Count ?? 0);

    /// <summary>The calls, in the order in which they will be taken.</summary>
    public IEnumerable<IActorCall> Snapshot() => (Volatile.Read(ref _again)?.Snapshot() ?? []).Concat(_calls.Snapshot());

    public void Add(IActorCall call) => _calls.Enqueue(call);

    /// <summary>Adds a call that comes before those which have not run yet.</summary>
    public void AddAgain(IActorCall call)
    {
        var again = Volatile.Read(ref _again) ?? Interlocked.CompareExchange(ref _again, new CallsAgain(), null) ?? _again;
        again.Add(call);
    }

    public bool TryTake([NotNullWhen(true)] out IActorCall? call) =>
        (Volatile.Read(ref _again) is { } again && again.TryTake(out call)) || _calls.TryDequeue(out call);
}
