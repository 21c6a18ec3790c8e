using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <content>Ending the invocation from outside: cancels and time limits.</content>
public abstract partial class Invocation<TResult>
{
    private protected CancellationToken Token => Cancellation.Token;

    bool ICancellable.Cancel(bool force, bool recursive)
    {
        int phase;
        do
        {
            if (TryEnd(InvocationPhase.Waiting, NewError(Cancelled("before it started"))))
            {
                OnCancelled();
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
        RequestCancellation();
        if (recursive)
        {
            _ = SignalAsync(Submitter.Family);
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

    /// <summary>Somebody cancelled the invocation, before it ran or while it does.</summary>
    private protected virtual void OnCancelled()
    {
    }

    private RayTaskCancelledException Cancelled(string when, Exception? inner = null) => new($"Task '{Name}' ({TaskId}) was cancelled {when}.", inner);

    private void RequestCancellation()
    {
        var knows = Volatile.Read(ref Rare.Cancellation) is not null;
        _ = SignalAsync(Cancellation);
        Waits.Interrupt(orNext: !knows);
    }

    // User code that waits for the token runs on the thread pool, and what it throws is its own affair: the cancel goes on.
    private async Task SignalAsync(CancellationTokenSource source)
    {
        try
        {
            await source.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The run has ended meanwhile; nothing looks at its token any more.
        }
        catch (Exception exception)
        {
            Node.Log.CancellationCallbackFailed(exception, Name);
        }
    }

    /// <summary>The run has ended: its token source lets go of that of the task which submitted it, which may live much longer.</summary>
    private void DisposeCancellation(RareState rare)
    {
        if (!Origin.IsDriver)
        {
            Interlocked.Exchange(ref rare.Cancellation, null)?.Dispose();
        }
    }

    private OngoingWaits Waits
    {
        get
        {
            var rare = Rare;
            return Volatile.Read(ref rare.Waits) ?? Interlocked.CompareExchange(ref rare.Waits, new OngoingWaits($"Task '{Name}'"), null) ?? rare.Waits;
        }
    }

    // Made when the body asks for it or when somebody cancels, whichever is first, so that neither misses the other.
    private CancellationTokenSource Cancellation
    {
        get
        {
            var rare = Rare;
            if (Volatile.Read(ref rare.Cancellation) is { } source)
            {
                return source;
            }

            var created = CancellationTokenSource.CreateLinkedTokenSource(Origin.Token);
            return Interlocked.CompareExchange(ref rare.Cancellation, created, null) ?? created;
        }
    }
}
