using System.ComponentModel;
using Orleans.Ray.Actors;

namespace Orleans.Ray.CodeGeneration;

/// <summary>
/// One holder's hold on an actor, and the order of the calls made through it. An actor that is not detached ends when its last hold is
/// released, by <see cref="ActorHandle.DisposeAsync"/> or else by the garbage collector.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ActorReference
{
    private int _released;

    internal ActorReference(ActorCell cell)
    {
        Cell = cell;
        Order = new CallOrder(cell);
    }

    /// <summary>Releases a hold that nobody disposed of.</summary>
    ~ActorReference() => Release();

    /// <summary>The actor as it was created or found; it forwards calls where another one has its name.</summary>
    internal ActorCell Cell { get; }

    internal CallOrder Order { get; }

    /// <summary>A hold of its own on the same actor, with its own order of calls.</summary>
    /// <exception cref="RayException">The actor has ended.</exception>
    internal ActorReference Fork() => Cell.TryHold() ?? throw Cell.Target.DeathError();

    internal void Release()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            GC.SuppressFinalize(this);
            Cell.ReleaseHold();
        }
    }
}
