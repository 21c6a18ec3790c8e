using Orleans.Ray.Diagnostics;
using Orleans.Ray.Objects;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <content>What a run leaves, and the one end of the invocation.</content>
public abstract partial class Invocation<TResult>
{
    /// <summary>Keeps what a run returned, until <see cref="Publish"/>.</summary>
    private protected void Stage(TResult value)
    {
        try
        {
            if (_rare?.Returns is Returns<TResult> returns)
            {
                SetParts(returns.Stage(value));
            }
            else if (_rare is { NumReturns: > 0 })
            {
                SetValue(Node.Copier.Own(value));
            }
            else
            {
                Keep(value, Name);
            }
        }
        catch (RayException exception) when (exception is RaySerializationException or ObjectStoreFullException)
        {
            Stage(exception);
        }
    }

    /// <summary>Keeps what a run threw, until <see cref="Publish"/>.</summary>
    private protected void Stage(Exception exception) => Rare.Failure = exception;

    /// <summary>Stages what an asynchronous run returns. False where that is still to come; <see cref="PublishAfterAsync"/> then follows it.</summary>
    private protected bool StageOrAwait(ValueTask<TResult> running)
    {
        if (running.IsCompleted)
        {
            Stage(running.GetAwaiter().GetResult());
            return true;
        }

        OnAwaiting();
        _ = FinishAsync(running);
        return false;
    }

    /// <summary>The run leaves its thread. Before anything can end it.</summary>
    private protected virtual void OnAwaiting()
    {
        Node.State.Recorder.OnLeaving(this);
        Trace?.OnAwaiting();
    }

    /// <summary>A run that went on asynchronously has staged what it left.</summary>
    private protected virtual void PublishAfterAsync() => Publish();

    /// <summary>
    /// Ends a run with what it left. Whoever gets the object then finds the run's resources released, so this comes after that.
    /// </summary>
    private protected virtual void Publish()
    {
        ReleaseArguments();
        var rare = _rare;
        bool byItself;
        if (rare?.Failure is { } failure)
        {
            byItself = TryEnd(InvocationPhase.Running, NewError(failure is OperationCanceledException && Origin.IsCancelled
                ? Cancelled("while it ran, with the task that submitted it", failure)
                : failure));
            Node.State.Recorder.OnLeaving(this);
        }
        else if (byItself = TryClaim(InvocationPhase.Running))
        {
            OnAttemptEnded(null, Attempt, isRetried: false);
            Complete(ObjectStatus.Ready);
        }
        else
        {
            // Somebody else has ended it, or is about to be told that it is cancelled.
            Node.State.Recorder.OnLeaving(this);
        }

        if (Volatile.Read(ref _phase) == InvocationPhase.Cancelling)
        {
            TryEnd(InvocationPhase.Cancelling, NewError(Cancelled("while it ran", rare?.Failure)));
        }

        CloseScope(tokenMayBeAskedFor: !byItself);
    }

    /// <summary>The run has ended: true where its CPU is held, and so the caller's to release. Whatever of it still waits cannot give it back again.</summary>
    private protected bool CloseLease() => Interlocked.CompareExchange(ref _lease, CpuLease.Closed, null)?.Close() ?? true;

    private protected ObjectError NewError(Exception exception)
    {
        // The body may only pass on what an object that it got had failed with; then the record of that failure grows.
        if (RayFailures.Find(exception) is { } inner)
        {
            return ObjectError.PassedOn(exception, inner, Name);
        }

        var stack = RayFailures.Read(ref exception, Name);
        return new ObjectError(exception, new RayFailure
        {
            TaskId = TaskId,
            TaskName = Name,
            ActorId = ActorId,
            NodeId = Node.Id,
            Attempt = Attempt,
            RemoteStack = stack,
            Chain = [Name],
        });
    }

    private async Task FinishAsync(ValueTask<TResult> running)
    {
        try
        {
            Stage(await running.ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            Stage(exception);
        }

        PublishAfterAsync();
    }

    private bool TryEnd(int from, ObjectError error)
    {
        if (!TryClaim(from))
        {
            return false;
        }

        Finish(error, from == InvocationPhase.Waiting);
        return true;
    }

    /// <summary>The invocation never runs, and nobody waits for its result: it is gone, without an error. False where it has started or ended.</summary>
    private protected bool TryAbandon()
    {
        if (!TryClaim(InvocationPhase.Waiting))
        {
            return false;
        }

        LetGoOfWaiting();
        return true;
    }

    private void LetGoOfWaiting()
    {
        LeaveList();
        ReleaseArguments();
        CloseScope(tokenMayBeAskedFor: false);
    }

    /// <summary>No run follows, and none is under way: what the invocation has submitted, its time limits and its token go their own ways.</summary>
    private void CloseScope(bool tokenMayBeAskedFor)
    {
        if (Volatile.Read(ref _rare) is { } rare)
        {
            rare.Returns = null;
            rare.Submitter?.End();
            rare.Limits?.End(this);
        }

        CloseCancellation(tokenMayBeAskedFor);
    }

    /// <summary>Ends the invocation wherever it stands, unless it has ended.</summary>
    /// <param name="error">What it ends with.</param>
    /// <param name="isAbort">Whether what was cancelled while it runs ends as cancelled all the same.</param>
    private void End(ObjectError error, bool isAbort = false)
    {
        // More than once where a run ends meanwhile and another attempt follows.
        while (!HasEnded && !TryEnd(InvocationPhase.Waiting, error))
        {
            if (TryEnd(InvocationPhase.Running, error)
                || TryEnd(InvocationPhase.Cancelling, isAbort ? NewError(Cancelled("while it ran", error.Exception)) : error))
            {
                RequestCancellation();
                return;
            }
        }
    }

    /// <summary>Ends the phase; who gets true must <see cref="Finish"/>.</summary>
    private bool TryClaim(int from) => Interlocked.CompareExchange(ref _phase, InvocationPhase.Ended, from) == from;

    private void Finish(ObjectError error, bool wasWaiting)
    {
        // A running body still reads its arguments, without a lock; they are let go when it returns.
        if (wasWaiting)
        {
            LetGoOfWaiting();
        }

        OnAttemptEnded(error.Exception, Attempt, isRetried: false);
        Report(error);
        Fail(error);
        if (wasWaiting)
        {
            OnEndedWaiting();
        }
    }
}
