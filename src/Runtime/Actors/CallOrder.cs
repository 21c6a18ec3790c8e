using Orleans.Ray.CodeGeneration;

namespace Orleans.Ray.Actors;

/// <summary>
/// The calls made through one handle, in the order in which they were made. A call whose arguments are not there yet holds back the later
/// ones of its handle, and no others.
/// </summary>
/// <remarks>
/// A call goes straight to the mailbox while nothing is held. The count of held calls falls only after a released call is in the mailbox, so
/// a caller that sees zero has all its earlier calls there.
/// </remarks>
internal sealed class CallOrder(ActorReference reference)
{
    private readonly Queue<IActorCall> _held = new();
    private int _heldCount;

    public void Submit(IActorCall call)
    {
        if (Volatile.Read(ref _heldCount) == 0 && !call.IsHeld)
        {
            Deliver(call);
            return;
        }

        lock (_held)
        {
            _held.Enqueue(call);
            Volatile.Write(ref _heldCount, _held.Count);
            reference.Cell.HoldCall(call);
        }

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
                Deliver(call);
                _held.Dequeue();
                Volatile.Write(ref _heldCount, _held.Count);
                reference.Cell.UnholdCall(call);
            }
        }
    }

    /// <summary>Makes the calls that are held, and all later ones, go to another actor.</summary>
    public void Redirect(ActorCell cell, Action redirect)
    {
        lock (_held)
        {
            var from = reference.Cell;
            redirect();

            // A copy: to be held by an actor that has just died ends a call, which then leaves the queue.
            foreach (var call in _held.ToArray())
            {
                cell.HoldCall(call);
                from.UnholdCall(call);
            }
        }
    }

    private void Deliver(IActorCall call)
    {
        if (!call.HasEnded)
        {
            reference.Cell.Deliver(call);
        }
    }
}
