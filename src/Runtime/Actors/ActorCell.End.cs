using Orleans.Ray.Tasks;

namespace Orleans.Ray.Actors;

/// <summary>How the actor ends: killed, failed, by itself, or with its last hold.</summary>
internal sealed partial class ActorCell
{
    public RayException DeathError() => Volatile.Read(ref _death) ?? LastHandleGone();

    public void OnConstructionFailed(ActorLife life, Exception exception)
    {
        life.SetBegun();
        if (IsLiving(life))
        {
            Die(new ActorDiedException($"The constructor of {this} failed: {exception.Message}", exception));
        }
    }

    /// <summary>Ends the actor at once: calls fail, nothing is disposed of, its name and resources are free when the task completes.</summary>
    public Task KillAsync(string reason) => Die(new ActorDiedException($"{this} {reason}."));

    /// <summary>Ends the actor at once, with that error; completes when it has ended, whoever ended it.</summary>
    public Task Die(RayException death)
    {
        if (TryMarkDead(death))
        {
            EndAtOnce(death);
        }

        return _ended.Task;
    }

    /// <summary>A running call asks that the actor end by itself when that call has ended. No other call starts any more.</summary>
    public void ExitAfter(ActorLife life, IActorCall call)
    {
        lock (Gate)
        {
            if (!IsLiving(life))
            {
                return;
            }

            life.ExitCall ??= call;
            life.Close();
        }

        // Code that a call has left behind may ask for it when the call has ended.
        OnIdle();
    }

    /// <summary>Ends the actor if it has no holds and no calls any more, or if the call after which it ends has ended.</summary>
    public void OnIdle()
    {
        if (Life.ExitCall is { HasEnded: true })
        {
            if (TryMarkDead(new ActorDiedException($"{this} exited by itself: it called Ray.ExitActor.")))
            {
                QueueEnd();
            }

            return;
        }

        if (_ending && _status == ActorStatus.Restarting)
        {
            // Where no call waits for another instance, there need not be one. On a thread of its own, as below.
            ThreadPool.UnsafeQueueUserWorkItem(static cell => cell.EndIfDown(), this, preferLocal: false);
            return;
        }

        if (_ending && _status == ActorStatus.Alive && TryMarkDeadIfIdle())
        {
            QueueEnd();
        }
    }

    // On a thread and in a context of its own: the last handle may have gone on the finalizer's thread, or inside a task.
    private void QueueEnd() => ThreadPool.UnsafeQueueUserWorkItem(static cell => _ = cell.EndAsync(), this, preferLocal: false);

    private async Task EndAsync()
    {
        try
        {
            AbortAll(DeathError());
            await DisposeInstanceAsync().ConfigureAwait(false);
        }
        finally
        {
            await CleanUpAsync().ConfigureAwait(false);
        }
    }

    private async Task DisposeInstanceAsync()
    {
        ExecutionScope.Current = Job;
        try
        {
            switch (Life.Instance)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync().ConfigureAwait(false);
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }
        }
        catch (Exception exception)
        {
            Node.Log.ActorDisposeFailed(exception, ToString());
        }
    }

    private ActorDiedException LastHandleGone() => new($"The last handle of {this} is gone.");

    /// <summary>What follows the mark where the instance is not disposed of.</summary>
    private void EndAtOnce(RayException death)
    {
        try
        {
            AbortAll(death);
        }
        finally
        {
            _ = CleanUpAsync();
        }
    }

    private bool TryMarkDeadIfIdle()
    {
        // Under the lock, under which calls that run again go back into their queue: elsewhere calls move in the order in which this looks.
        lock (Gate)
        {
            return !HasHeldCalls && Life.IsIdle && TryMarkDead(LastHandleGone());
        }
    }

    private bool TryMarkDead(RayException death)
    {
        lock (Gate)
        {
            if (_death is not null || IsForwarded)
            {
                return false;
            }

            Volatile.Write(ref _death, death);
            _status = ActorStatus.Dead;
            _life.Close();
            return true;
        }
    }

    private void AbortAll(RayException death)
    {
        // A thread that has just taken a call either sees the death, or is seen to run the call.
        Interlocked.MemoryBarrierProcessWide();
        AbortQueued(death);
        foreach (var call in Life.Running())
        {
            call.Abort(death);
        }

        AbortHeld(death);
    }

    private async Task CleanUpAsync()
    {
        try
        {
            Life.SetBegun();
            Life.ReleaseResources();
            Life.LetGo();
            Node.Infeasible.Withdraw(this);
            Construction?.Abandon();
            Construction = null;
            _reconstruction = null;
            if (_name is not null)
            {
                await Node.Actors.ReleaseNameAsync(this).ConfigureAwait(false);
            }
        }
        finally
        {
            // Whatever went wrong, even in a log: nobody waits for it for ever.
            Node.Actors.Remove(this);
            _ended.SetResult();
        }
    }
}
