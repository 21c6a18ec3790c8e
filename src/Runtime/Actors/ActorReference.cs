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
    private const int Live = 0;
    private const int Redirected = 1;
    private const int Released = 2;

    private readonly ActorCell _created;
    private ActorCell _cell;
    private int _state;

    internal ActorReference(ActorCell cell)
    {
        _created = cell;
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

    /// <summary>
    /// Makes calls go to another actor: the one that already had the name, which the caller holds for this reference. What was called
    /// before must be in that one's mailbox.
    /// </summary>
    internal void Redirect(ActorCell cell)
    {
        Order.Redirect(cell, () => Volatile.Write(ref _cell, cell));

        // Whoever released this hold meanwhile took it for one on the actor that was never made.
        if (Interlocked.CompareExchange(ref _state, Redirected, Live) != Live)
        {
            cell.ReleaseHold();
        }
    }

    internal void Release()
    {
        var state = Interlocked.Exchange(ref _state, Released);
        if (state == Released)
        {
            return;
        }

        GC.SuppressFinalize(this);
        (state == Redirected ? Cell : _created).ReleaseHold();
    }
}
