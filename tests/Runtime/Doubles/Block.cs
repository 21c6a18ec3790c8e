using System.Collections.Concurrent;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>A value that is shared, not copied, and is counted as long as somebody has it.</summary>
[Immutable]
internal sealed class Block
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<WeakReference>> Made = new(StringComparer.Ordinal);

    public Block(string owner) => Made.GetOrAdd(owner, static _ => new()).Enqueue(new WeakReference(this));

    /// <summary>How many blocks that the owner has made are still alive.</summary>
    public static int Alive(string owner)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Made.TryGetValue(owner, out var made) ? made.Count(static block => block.IsAlive) : 0;
    }
}
