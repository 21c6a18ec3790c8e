namespace Orleans.Ray.Actors;

/// <summary>Calls on their way to the actor, and to the one that it was forwarded to.</summary>
internal sealed partial class ActorCell
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

    /// <summary>A call waits for an argument, or behind one that does. <see cref="EndIfDown"/> must follow, outside of any lock.</summary>
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

    /// <summary>Puts a call into its mailbox, or into that of the actor which has the name. <see cref="EndIfDown"/> must follow, outside of any lock.</summary>
    public void Post(IActorCall call)
    {
        var group = _queues.Length == 1 ? 0 : GroupOf(call);
        var life = Life;
        life.MailboxAt(group).Enqueue(call);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _forwardedTo) is { } other)
        {
            MoveTo(other);
        }
        else if (!ReferenceEquals(Life, life))
        {
            // The call is in the queue of whichever life takes it, but only this life's mailbox knows.
            Life.MailboxAt(group).Schedule();
        }
    }

    /// <summary>Ends what was delivered to an actor that is dead, or held for it; of an actor that restarts, what does not wait for that.</summary>
    public void EndIfDown()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _forwardedTo) is { } other)
        {
            other.EndIfDown();
        }
        else if (_status >= ActorStatus.Restarting)
        {
            if (IsDead)
            {
                AbortQueued(DeathError());
                AbortHeld(DeathError());
            }
            else
            {
                AbortWithoutRetries();
            }
        }
    }

    /// <summary>The place of the call's concurrency group among the actor's.</summary>
    public int GroupOf(IActorCall call) => call.ConcurrencyGroup is { } group ? Math.Max(FindGroup(group), 0) : 0;

    /// <summary>The place of that concurrency group; -1 where the actor has no such group.</summary>
    public int FindGroup(string group) => Array.FindIndex(_queues, queue => queue.Group == group);

    /// <summary>How many concurrency groups there are besides the default one.</summary>
    public int NumGroups => _queues.Length - 1;

    public bool IsOrdered(int group) => _queues[group].IsOrdered;

    public string ExplainGroups() => _queues.Length == 1
        ? "it has none; declare it with [ConcurrencyGroup] on the class, or in ActorOptions.ConcurrencyGroups"
        : $"it has {string.Join(", ", _queues.Skip(1).Select(static queue => $"'{queue.Group}'"))}";

    /// <summary>Sends the calls of this actor, which never came to life, to the one that has its name, which the caller holds for it; not if it is dead.</summary>
    public void ForwardTo(ActorCell other)
    {
        if (!TryBeginForwarding(other))
        {
            other.ReleaseHold();
            return;
        }

        try
        {
            Interlocked.MemoryBarrier();
            MoveTo(other);
            other.EndIfDown();
        }
        finally
        {
            Node.Actors.Remove(this);
            _ended.SetResult();
            OneReasonLess();
        }
    }

    private bool TryBeginForwarding(ActorCell other)
    {
        lock (Gate)
        {
            if (IsDead)
            {
                return false;
            }

            lock (_heldCalls)
            {
                Volatile.Write(ref _forwardedTo, other);
                foreach (var call in _heldCalls)
                {
                    other.HoldCall(call);
                }

                _heldCalls.Clear();
            }

            return true;
        }
    }

    /// <summary>Moves the waiting calls, in their order, to the actor that takes this one's place.</summary>
    private void MoveTo(ActorCell other)
    {
        // One thread at a time, or a later call could overtake one that another thread has taken out and not put in yet.
        lock (_queues)
        {
            foreach (var queue in _queues)
            {
                while (queue.TryTake(out var call))
                {
                    other.Post(call);
                }
            }
        }
    }

    private void AbortQueued(RayException death)
    {
        foreach (var queue in _queues)
        {
            while (queue.TryTake(out var call))
            {
                call.Abort(death);
            }
        }
    }

    // The hold on the other is released when the last hold on this one is gone and all its calls have moved, whichever comes last.
    private void OneReasonLess()
    {
        if (Interlocked.Increment(ref _reasonsGone) == 2)
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
