namespace Orleans.Runtime;

/// <summary>
/// A call whose caller waits. Response, timeout, cancellation and the death of the target race to finish it: the one
/// that turns <c>_finished</c> from 0 to 1 decides the outcome.
/// </summary>
internal abstract class PendingCall(PendingCalls owner, Message message)
{
    private int _finished;
    private CancellationTokenRegistration _cancellation;

    public Message Message { get; } = message;

    public long Deadline { get; set; }

    /// <summary>Set when the request leaves this silo: only then can a response arrive by id, or the target die.</summary>
    public SiloAddress? RemoteTarget { get; set; }

    public bool IsFinished => Volatile.Read(ref _finished) != 0;

    internal PendingCall? Previous { get; set; }

    internal PendingCall? Next { get; set; }

    internal PendingCall? NextInBucket { get; set; }

    internal bool IsListed { get; set; }

    internal bool IsTrackedById { get; set; }

    public void CancelWith(CancellationToken token)
    {
        _cancellation = token.UnsafeRegister(static (state, token) => ((PendingCall)state!).OnCancelled(token), this);
        if (IsFinished)
        {
            // Whoever finished it may not have seen the registration.
            _cancellation.Unregister();
        }
    }

    public void Fail(Exception exception)
    {
        if (TryFinish())
        {
            SetException(exception);
        }
    }

    /// <summary>Finishes with what the callee, in this silo, returned: its result is copied on the callee's turn.</summary>
    public abstract void Complete(Response response, DeepCopier copier);

    /// <summary>Finishes with a response that came over a connection.</summary>
    public abstract void Complete(ReadOnlyMemory<byte> body, MessageBodyCodec codec);

    protected bool TryFinish()
    {
        if (Interlocked.Exchange(ref _finished, 1) != 0)
        {
            return false;
        }

        owner.Remove(this);

        // Not disposed of: that would wait for a cancellation that another thread is sending.
        _cancellation.Unregister();
        return true;
    }

    protected abstract void SetException(Exception exception);

    protected abstract void SetCanceled(CancellationToken token);

    private void OnCancelled(CancellationToken token)
    {
        if (!owner.WaitForCancellationAcknowledgement && TryFinish())
        {
            SetCanceled(token);
        }

        owner.SendCancel(Message);
    }
}
