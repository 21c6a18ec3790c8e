using Orleans.Ray.Tasks;

namespace Orleans.Ray.State;

/// <summary>
/// Goes with the last reference to an error. If nobody has got it until then, it is reported, once. The objects that failed because of one error
/// share its sentinel; objects that did not fail have none.
/// </summary>
internal sealed class ErrorSentinel(RayNode node, RayErrorInfo error)
{
    private int _observed;

    ~ErrorSentinel()
    {
        // On the pool: the handler is user code, and the finalizer's thread is everybody's.
        if (!node.HasStopped)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static self => self.Report(), this, preferLocal: false);
        }
    }

    public void Observe()
    {
        if (_observed == 0 && Interlocked.Exchange(ref _observed, 1) == 0)
        {
            GC.SuppressFinalize(this);
        }
    }

    private void Report() => node.State.OnUnobserved(error);
}
