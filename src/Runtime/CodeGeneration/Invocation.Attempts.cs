using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <content>One run after the other: starting, starting again, and giving way to another attempt.</content>
public abstract partial class Invocation<TResult>
{
    private protected bool TryStart()
    {
        if (Origin.IsCancelled)
        {
            EndCancelledWithFamily();
        }

        if (Interlocked.CompareExchange(ref _phase, InvocationPhase.Running, InvocationPhase.Waiting) != InvocationPhase.Waiting)
        {
            return false;
        }

        _rare?.Limits?.BeginAttempt(this, TaskId, Name, Attempt);
        Node.State.Recorder.OnStarting(this);
        Trace?.OnStarting(Node, Name, TaskId, Job.Id, ActorId, Attempt);
        return true;
    }

    /// <summary>Back to waiting, for another attempt; false where the invocation was cancelled or has ended.</summary>
    private protected bool TryRestart()
    {
        var rare = Rare;
        rare.Limits?.EndAttempt(this);

        // Nothing else reads it while the phase is running.
        var failure = rare.Failure;
        rare.Failure = null;
        rare.Attempt++;
        if (Interlocked.CompareExchange(ref _phase, InvocationPhase.Waiting, InvocationPhase.Running) == InvocationPhase.Running)
        {
            OnAttemptEnded(failure!, Attempt - 1, isRetried: true);
            return true;
        }

        rare.Failure = failure;
        rare.Attempt--;
        return false;
    }

    /// <summary>A copy that has not run, with the same arguments, for another attempt. The arguments must not have been let go yet.</summary>
    private protected Invocation<TResult> NewAttempt()
    {
        var copy = (Invocation<TResult>)MemberwiseClone();
        copy.BecomePending();
        copy._lease = null;
        copy._phase = InvocationPhase.Waiting;
        copy._rare = new RareState { Attempt = Attempt + 1, NumReturns = _rare?.NumReturns ?? 0, Returns = _rare?.Returns, Options = Options, Managed = Managed, Trace = Trace?.ForNextAttempt() };
        return copy;
    }

    /// <summary>
    /// Ends a run, or a turn in the queue, that another attempt takes the place of: whatever it leaves, nobody sees it. False where the
    /// invocation was cancelled or has ended.
    /// </summary>
    /// <param name="stillRuns">Whether user code may still run, so that its token is cancelled.</param>
    private protected bool TryRetire(bool stillRuns)
    {
        if (Interlocked.CompareExchange(ref _phase, InvocationPhase.Ended, InvocationPhase.Waiting) == InvocationPhase.Waiting)
        {
            return true;
        }

        if (Interlocked.CompareExchange(ref _phase, InvocationPhase.Ended, InvocationPhase.Running) != InvocationPhase.Running)
        {
            return false;
        }

        OnAttemptEnded(Failure ?? new WorkerCrashedException($"The actor crashed while '{Name}' ran; another attempt follows."), Attempt, isRetried: true);
        if (stillRuns)
        {
            RequestCancellation();
        }

        return true;
    }
}
