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
    private ActorCell _cell;
    private int _released;

    internal ActorReference(ActorCell cell)
    {
        _cell = cell;
        Order = new CallOrder(this);
    }

    /// <summary>Releases a hold that nobody disposed of.</summary>
    ~ActorReference() => Release();

    internal ActorCell Cell => Volatile.Read(ref _cell);

    internal CallOrder Order { get; }

    /// <summary>A hold of its own on the same actor, with its own order of calls.</summary>
    /// <exception cref="ActorDiedException">The last hold is gone.</exception>
    internal ActorReference Fork() => Cell.TryHold() ?? throw Cell.DeathError();

    /// <summary>Makes calls go to another actor: the one that already had the name.</summary>
    internal void Redirect(ActorCell cell) => Volatile.Write(ref _cell, cell);

    internal void Release()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            GC.SuppressFinalize(this);
            Cell.ReleaseHold();
        }
    }
}
