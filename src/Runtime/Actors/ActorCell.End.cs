using Orleans.Ray.Tasks;

namespace Orleans.Ray.Actors;

/// <summary>How the actor ends: killed, failed, or with its last hold.</summary>
internal abstract partial class ActorCell
{
    public RayException DeathError() => Volatile.Read(ref _death) ?? LastHandleGone();

    public void OnConstructionFailed(Exception exception) =>
        Die(new ActorDiedException($"The constructor of {this} failed: {exception.Message}", exception));

    /// <summary>Ends the actor at once: calls fail, nothing is disposed of, its name and resources are free when the task completes.</summary>
    public Task KillAsync(string reason) => Die(new ActorDiedException($"{this} {reason}."));

    /// <summary>Ends the actor at once, with that error; completes when it has ended, whoever ended it.</summary>
    public Task Die(RayException death)
    {
        if (TryMarkDead(death))
        {
            // A thread that has just taken a call either sees the death, or is seen to run the call.
            Interlocked.MemoryBarrierProcessWide();
            Mailbox.AbortAll(death);
            AbortHeld(death);
            _ = CleanUpAsync();
        }

        return _ended.Task;
    }

    /// <summary>Ends the actor if it has no holds and no calls any more.</summary>
    public void OnIdle()
    {
        // Held calls first: one that is being delivered is then seen in the mailbox.
        if (_ending && _alive && !HasHeldCalls && Mailbox.IsIdle && TryMarkDead(LastHandleGone()))
        {
            // On a thread and in a context of its own: the last handle may have gone on the finalizer's thread, or inside a task.
            ThreadPool.UnsafeQueueUserWorkItem(static cell => _ = cell.EndAsync(), this, preferLocal: false);
        }
    }

    protected abstract ValueTask DisposeInstanceAsync();

    private async Task EndAsync()
    {
        ExecutionScope.Current = Job;
        try
        {
            await DisposeInstanceAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Node.Log.ActorDisposeFailed(exception, ToString());
        }

        await CleanUpAsync().ConfigureAwait(false);
    }

    private ActorDiedException LastHandleGone() => new($"The last handle of {this} is gone.");

    private bool TryMarkDead(RayException death)
    {
        if (Interlocked.CompareExchange(ref _death, death, null) is not null)
        {
            return false;
        }

        Mailbox.Close();
        return true;
    }

    private async Task CleanUpAsync()
    {
        ReleaseResources();
        if (_name is not null)
        {
            await Node.Actors.ReleaseNameAsync(this).ConfigureAwait(false);
        }

        Node.Actors.Remove(this);
        _ended.SetResult();
    }
}
