using System.Runtime.ExceptionServices;
using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Utilities;

/// <summary>One call that was submitted to a pool: it waits for an actor, then it is made, then it has ended and waits to be fetched.</summary>
internal abstract class Submission<T>(ActorPool<T> pool, long index) : IObjectWaiter
    where T : ActorHandle
{
    // What the submitter's code finds around it, for a call that is made later by another thread.
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    public long Index => index;

    public abstract Type ResultType { get; }

    /// <summary>The actor that it was given to; null while it waits for one.</summary>
    public PoolMember<T>? Member { get; set; }

    /// <summary>Why the call could not be made.</summary>
    public ExceptionDispatchInfo? Refusal { get; private set; }

    public bool HasEnded => Volatile.Read(ref field) || (field = Refusal is not null || Result is { IsReady: true });

    protected abstract ObjectRef? Result { get; }

    /// <summary>Makes the call. It never throws: what the submitter's code threw is what the caller gets who fetches the result.</summary>
    public void Start()
    {
        try
        {
            if (_context is null)
            {
                Call(Member!.Actor);
            }
            else
            {
                ExecutionContext.Run(_context, static self => ((Submission<T>)self!).Call(((Submission<T>)self).Member!.Actor), this);
            }
        }
        catch (Exception exception)
        {
            Refusal = ExceptionDispatchInfo.Capture(exception);
        }

        if (Result is not { } result || !result.UntypedState.TryAddWaiter(this))
        {
            TellPool();
        }
    }

    void IObjectWaiter.OnReady(ObjectState state) => TellPool();

    protected abstract void Call(T actor);

    // From the thread pool: the next call is made there, and if that ends at once too, the one after it must not run on top of it.
    private void TellPool() => ThreadPool.UnsafeQueueUserWorkItem(static pool => pool.OnEnded(), pool, preferLocal: true);
}
