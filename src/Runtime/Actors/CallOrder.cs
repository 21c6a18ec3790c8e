namespace Orleans.Ray.Actors;

/// <summary>
/// The calls made through one handle, in the order in which they were made. A call whose arguments are not there yet holds back the later
/// ones of its handle, and no others.
/// </summary>
/// <remarks>
/// A call goes straight to the mailbox while nothing is held. The count of held calls falls only after a released call is in the mailbox, so
/// a caller that sees zero has all its earlier calls there. Nothing is ended under the lock: to end a call tells who depends on it, which may
/// be a call in another order.
/// </remarks>
internal sealed class CallOrder(ActorCell cell)
{
    private readonly Queue<IActorCall> _held = new();
    private int _heldCount;

    public void Submit(IActorCall call)
    {
        if (Volatile.Read(ref _heldCount) == 0 && !call.IsHeld)
        {
            Post(call);
            cell.AbortIfDead();
            return;
        }

        lock (_held)
        {
            _held.Enqueue(call);
            Volatile.Write(ref _heldCount, _held.Count);
            cell.HoldCall(call);
        }

        cell.AbortIfDead();
        Advance();
    }

    /// <summary>Delivers the calls at the head that need not wait any longer.</summary>
    public void Advance()
    {
        if (Volatile.Read(ref _heldCount) == 0)
        {
            return;
        }

        lock (_held)
        {
            while (_held.TryPeek(out var call) && !call.IsHeld)
            {
                _held.Dequeue();
                Post(call);
                Volatile.Write(ref _heldCount, _held.Count);
                cell.UnholdCall(call);
            }
        }

        cell.AbortIfDead();
    }

    private void Post(IActorCall call)
    {
        if (!call.HasEnded)
        {
            cell.Post(call);
        }
    }
}
