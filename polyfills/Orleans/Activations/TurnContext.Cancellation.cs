namespace Orleans.Runtime;

/// <content>The callee's side of cancellation.</content>
internal abstract partial class TurnContext
{
    /// <summary>Cancels on this context's turn, as one of several that may have the request.</summary>
    public void Cancel(CancelAttempt attempt) => Turns.Enqueue(new Action(() =>
    {
        if (!TryCancel(attempt.Cancel))
        {
            attempt.OnMissed();
        }
    }));

    /// <summary>
    /// A request that runs has its token cancelled, and ends as it likes; one that waits is removed, and never runs.
    /// False when neither is here.
    /// </summary>
    private bool TryCancel(Message cancel)
    {
        for (var i = 0; i < _running.Count; i++)
        {
            var running = _running[i];
            if (cancel.IsCancelOf(running))
            {
                running.Request!.TryCancel();
                return true;
            }
        }

        Message? previous = null;
        for (var waiting = _waiting.Head; waiting is not null; previous = waiting, waiting = waiting.Next)
        {
            if (cancel.IsCancelOf(waiting))
            {
                _waiting.Remove(previous, waiting);
                OnLeft(waiting);
                Shared.Runtime.Reject(waiting, new OperationCanceledException());
                return true;
            }
        }

        return false;
    }
}
