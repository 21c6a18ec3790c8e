namespace Orleans.Runtime;

/// <summary>A cancellation offered to several activations, of which at most one has the request.</summary>
internal sealed class CancelAttempt(Message cancel, int targets, HeldCancellations held)
{
    private int _left = targets;

    public Message Cancel => cancel;

    public void OnMissed()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            held.Hold(cancel);
        }
    }
}
