namespace Orleans.Ray.Actors;

/// <summary>
/// The calls made through one handle to one concurrency group, in the order in which they were made. A call whose arguments are not there
/// yet holds back the later ones, and no others; where the group is not ordered, it holds back itself only.
/// </summary>
/// <remarks>
/// A call goes straight to the mailbox while nothing is held. The count of held calls falls only after a released call is in the mailbox, so
/// a caller that sees zero has all its earlier calls there. Nothing is ended under the lock: to end a call tells who depends on it, which may
/// be a call in another order.
/// </remarks>
internal sealed class CallOrder(ActorCell cell, bool isOrdered)
{
    private readonly HashSet<IActorCall>? _waiting = isOrdered ? null : [];
    private readonly Queue<IActorCall> _held = new();
    private int _heldCount;

    public void Submit(IActorCall call)
    {
        if (Volatile.Read(ref _heldCount) == 0 && !call.IsHeld)
        {
            Post(call);
            cell.EndIfDown();
            return;
        }

        if (!isOrdered)
        {
            Hold(call);
            return;
        }

        lock (_held)
        {
            _held.Enqueue(call);
            Volatile.Write(ref _heldCount, _held.Count);
            cell.HoldCall(call);
        }

        cell.EndIfDown();
        Advance(call);
    }

    /// <summary>That call need not wait any longer: delivers it, or the calls at the head.</summary>
    public void Advance(IActorCall call)
    {
        if (!isOrdered)
        {
            Unhold(call);
            return;
        }

        if (Volatile.Read(ref _heldCount) == 0)
        {
            return;
        }

        lock (_held)
        {
            while (_held.TryPeek(out var head) && !head.IsHeld)
            {
                _held.Dequeue();
                Post(head);
                Volatile.Write(ref _heldCount, _held.Count);
                cell.UnholdCall(head);
            }
        }

        cell.EndIfDown();
    }

    private void Hold(IActorCall call)
    {
        lock (_held)
        {
            _waiting!.Add(call);
            cell.HoldCall(call);
        }

        cell.EndIfDown();
        if (!call.IsHeld)
        {
            Unhold(call);
        }
    }

    private void Unhold(IActorCall call)
    {
        lock (_held)
        {
            if (!_waiting!.Remove(call))
            {
                return;
            }

            Post(call);
            cell.UnholdCall(call);
        }

        cell.EndIfDown();
    }

    private void Post(IActorCall call)
    {
        if (!call.HasEnded)
        {
            cell.Post(call);
        }
    }
}
