namespace Orleans.Ray.Actors;

/// <summary>Calls on their way to the actor, and to the one that it was forwarded to.</summary>
internal abstract partial class ActorCell
{
    private bool HasHeldCalls
    {
        get
        {
            lock (_heldCalls)
            {
                return _heldCalls.Count > 0;
            }
        }
    }

    /// <summary>A call waits for an argument, or behind one that does. <see cref="AbortIfDead"/> must follow, outside of any lock.</summary>
    public void HoldCall(IActorCall call)
    {
        ActorCell other;
        lock (_heldCalls)
        {
            if (_forwardedTo is null)
            {
                _heldCalls.Add(call);
                return;
            }

            other = _forwardedTo;
        }

        other.HoldCall(call);
    }

    public void UnholdCall(IActorCall call)
    {
        ActorCell? other;
        lock (_heldCalls)
        {
            _heldCalls.Remove(call);
            other = _forwardedTo;
        }

        if (other is null)
        {
            OnIdle();
        }
        else
        {
            other.UnholdCall(call);
        }
    }

    /// <summary>Puts a call into the mailbox, or into that of the actor which has the name. <see cref="AbortIfDead"/> must follow, outside of any lock.</summary>
    public void Post(IActorCall call)
    {
        Mailbox.Enqueue(call);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _forwardedTo) is { } other)
        {
            Mailbox.MoveTo(other);
        }
    }

    /// <summary>Ends what was delivered to an actor that had died, or was held for it.</summary>
    public void AbortIfDead()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _forwardedTo) is { } other)
        {
            other.AbortIfDead();
        }
        else if (IsDead)
        {
            Mailbox.AbortQueued(DeathError());
            AbortHeld(DeathError());
        }
    }

    /// <summary>Sends the calls of this actor, which never came to life, to the one that has its name, which the caller holds for it.</summary>
    public void ForwardTo(ActorCell other)
    {
        lock (_heldCalls)
        {
            Volatile.Write(ref _forwardedTo, other);
            foreach (var call in _heldCalls)
            {
                other.HoldCall(call);
            }

            _heldCalls.Clear();
        }

        Interlocked.MemoryBarrier();
        Mailbox.MoveTo(other);
        other.AbortIfDead();
        Node.Actors.Remove(this);

        // Whoever released the last hold before saw no forward.
        if (Volatile.Read(ref _holds) == 0)
        {
            ReleaseForwardedHold();
        }
    }

    private void ReleaseForwardedHold()
    {
        if (Interlocked.Exchange(ref _forwardReleased, 1) == 0)
        {
            _forwardedTo!.ReleaseHold();
        }
    }

    private void AbortHeld(Exception death)
    {
        // Outside the lock: to end a call tells who depends on it, which may be a call held by another actor.
        foreach (var call in HeldCalls())
        {
            call.Abort(death);
        }
    }
}
