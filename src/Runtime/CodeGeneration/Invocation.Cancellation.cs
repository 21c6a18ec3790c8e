using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <content>Ending the invocation from outside: cancels and time limits.</content>
/// <remarks>
/// <para>
/// <b>The token.</b> Most invocations never have one. Its source is made when the body asks for it, or by who has cancelled or ended a run, whichever is
/// first, so that neither misses the other: <see cref="RareState.Cancellation"/> is empty, then a source, then <see cref="RareState.ClosedCancellation"/>, or goes
/// from empty to that at once. Each is a compare-and-swap; a source that loses is let go by who made it.
/// </para>
/// <para>
/// <b>Invariant.</b> A source is linked to the <see cref="Family"/> of the submitter, which may live much longer, and no source stays linked when its run
/// has ended. The end of the run closes the place where a source is, and also where one may still come: that is only so where somebody
/// else has won a change of the phase against the end, since nobody asks for the token of a run before that. A run that ends by its own end therefore
/// looks, and pays for nothing. Work that waits for another attempt may have a source of its last one; whoever ends it closes that too.
/// </para>
/// <para>
/// What a driver submits is linked to nothing, and its sources are simply forgotten.
/// </para>
/// </remarks>
public abstract partial class Invocation<TResult>
{
    private protected CancellationToken Token => Cancellation.Token;

    bool ICancellable.Cancel(bool force, bool recursive)
    {
        int phase;
        do
        {
            if (Volatile.Read(ref _phase) == InvocationPhase.Waiting && TryEnd(InvocationPhase.Waiting, NewError(Cancelled("before it started"))))
            {
                OnCancelled();
                if (recursive && _rare?.Submitter is { } earlier)
                {
                    // It waits for another attempt: what its last one has submitted may still run.
                    _ = SignalAsync(earlier.CancelFamilyAsync);
                }

                return true;
            }

            phase = Interlocked.CompareExchange(ref _phase, InvocationPhase.Cancelling, InvocationPhase.Running);
        }
        while (phase == InvocationPhase.Waiting);

        if (phase == InvocationPhase.Ended)
        {
            return false;
        }

        OnCancelled();
        RequestCancellation(mayBeUnaware: true);
        if (recursive)
        {
            _ = SignalAsync(Submitter.CancelFamilyAsync);
        }

        if (force)
        {
            TryEnd(InvocationPhase.Cancelling, NewError(Cancelled("while it ran, and was not waited for")));
        }

        return true;
    }

    void IInvocation.OnTimeUp(TimeLimit limit)
    {
        var doing = Explain();
        var error = NewError(new RayTaskTimeoutException($"Task '{Name}' ({TaskId}) had not ended when {limit.DescribeTo(TaskId)} was up: {doing}.", doing));
        if (Rare.Limits is { } limits && limits.IsOfAttempt(limit))
        {
            if (limits.TryClaimAttempt(limit, () => TryClaim(InvocationPhase.Running) || TryClaim(InvocationPhase.Cancelling)))
            {
                Finish(error, wasWaiting: false);
                RequestCancellation();
            }

            return;
        }

        End(error);
    }

    /// <summary>
    /// Gives the invocation its time limits, and those of what submits it, before anybody can start or end it. <see cref="BeginLimits"/>
    /// follows, outside of any lock.
    /// </summary>
    private protected void CreateLimits(TimeSpan? timeout, DateTimeOffset? deadline)
    {
        timeout = timeout == Timeout.InfiniteTimeSpan ? null : timeout;
        if (WorkLimits.Create(Node.Time, Origin.Limit, timeout, deadline, TaskId, Name) is { } limits)
        {
            Rare.Limits = limits;
        }
    }

    /// <summary>Puts the invocation under its deadline; it ends at once where that has passed. Its arguments are captured.</summary>
    private protected void BeginLimits()
    {
        if (_rare?.Limits is not { } limits)
        {
            return;
        }

        if (!limits.TryBegin(this, out var passed))
        {
            ((IInvocation)this).OnTimeUp(passed);
        }

        // A failed argument may have ended it before there were limits to leave.
        if (HasEnded)
        {
            limits.End(this);
        }
    }

    /// <summary>For work that may never start, where it would find that what submitted it was cancelled: ends it with that.</summary>
    private protected void EndWithFamily()
    {
        if (!Origin.IsDriver && !HasEnded)
        {
            Token.UnsafeRegister(static self => ((Invocation<TResult>)self!).EndCancelledWithFamily(), this);
            if (HasEnded)
            {
                // Meanwhile, before there was a token to close.
                CloseCancellation(mayBeAskedFor: true);
            }
        }
    }

    /// <summary>Somebody cancelled the invocation, before it ran or while it does.</summary>
    private protected virtual void OnCancelled()
    {
    }

    private void EndCancelledWithFamily() => TryEnd(InvocationPhase.Waiting, NewError(Cancelled("before it started, with the task that submitted it")));

    private RayTaskCancelledException Cancelled(string when, Exception? inner = null) => new($"Task '{Name}' ({TaskId}) was cancelled {when}.", inner);

    /// <summary>Asks code that runs to stop: through its token, and by ending what it waits for.</summary>
    /// <param name="mayBeUnaware">Whether code that has not taken its token is told by its next wait, where it is in none.</param>
    private void RequestCancellation(bool mayBeUnaware = false)
    {
        var orNext = mayBeUnaware && Volatile.Read(ref Rare.Cancellation) is null;
        _ = SignalAsync(Cancellation.CancelAsync);
        Waits.Interrupt(orNext);
    }

    // User code that waits for the token runs on the thread pool, and what it throws is its own affair: the cancel goes on.
    private async Task SignalAsync(Func<Task> cancel)
    {
        try
        {
            await cancel().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Node.Log.CancellationCallbackFailed(exception, Name);
        }
    }

    /// <summary>The run has ended: nobody looks at its token any more.</summary>
    /// <param name="mayBeAskedFor">Whether somebody else has ended or cancelled it, who asks for its source, or has.</param>
    private void CloseCancellation(bool mayBeAskedFor)
    {
        if (Origin.IsDriver || (!mayBeAskedFor && _rare?.Cancellation is null))
        {
            return;
        }

        if (Interlocked.Exchange(ref Rare.Cancellation, RareState.ClosedCancellation) is { } source && source != RareState.ClosedCancellation)
        {
            Origin.LeaveFamily(source);
        }
    }

    private OngoingWaits Waits
    {
        get
        {
            var rare = Rare;
            return Volatile.Read(ref rare.Waits) ?? Interlocked.CompareExchange(ref rare.Waits, new OngoingWaits(this), null) ?? rare.Waits;
        }
    }

    private LinkedSource Cancellation
    {
        get
        {
            var rare = Rare;
            if (Volatile.Read(ref rare.Cancellation) is { } source)
            {
                return source;
            }

            var created = Origin.JoinFamily();
            if (Interlocked.CompareExchange(ref rare.Cancellation, created, null) is not { } first)
            {
                return created;
            }

            Origin.LeaveFamily(created);
            return first;
        }
    }
}
