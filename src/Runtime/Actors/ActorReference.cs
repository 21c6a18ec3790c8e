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
    private readonly CallOrder _order;
    private CallOrder?[]? _groupOrders;
    private int _released;

    internal ActorReference(ActorCell cell)
    {
        Cell = cell;
        _order = new CallOrder(cell, cell.IsOrdered(0));
        PendingCalls = cell.Target.MaxPendingCalls is > 0 and var limit ? new PendingCalls(limit) : null;
    }

    /// <summary>Releases a hold that nobody disposed of.</summary>
    ~ActorReference() => Release();

    /// <summary>The actor as it was created or found; it forwards calls where another one has its name.</summary>
    internal ActorCell Cell { get; }

    /// <summary>The order of the calls to the default concurrency group.</summary>
    internal CallOrder Order => _order;

    /// <summary>What counts the handle's calls; null where the actor has no limit.</summary>
    internal PendingCalls? PendingCalls { get; }

    /// <summary>The order of the calls to a concurrency group.</summary>
    internal CallOrder OrderOf(int group)
    {
        if (group == 0)
        {
            return _order;
        }

        var orders = Volatile.Read(ref _groupOrders) ?? CreateGroupOrders();
        return orders[group - 1] ?? Interlocked.CompareExchange(ref orders[group - 1], new CallOrder(Cell, Cell.IsOrdered(group)), null) ?? orders[group - 1]!;
    }

    /// <summary>A hold of its own on the same actor, with its own order of calls.</summary>
    /// <exception cref="RayException">The actor has ended.</exception>
    internal ActorReference Fork() => Cell.TryHold() ?? throw Cell.Target.DeathError();

    private CallOrder?[] CreateGroupOrders()
    {
        var created = new CallOrder?[Cell.NumGroups];
        return Interlocked.CompareExchange(ref _groupOrders, created, null) ?? created;
    }

    internal void Release()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            GC.SuppressFinalize(this);
            Cell.ReleaseHold();
        }
    }
}
