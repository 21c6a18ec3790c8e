using System.ComponentModel;
using Orleans.Ray.Objects;

namespace Orleans.Ray.CodeGeneration;

/// <summary>
/// The objects that one task or actor call with several returns results in. It waits for what the call returns as a whole, which nobody
/// refers to, and hands each part of that to the object it is for: afterwards they share nothing. When the call fails, all of them do.
/// </summary>
/// <typeparam name="TResult">What the method returns: a tuple, or an array.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Returns<TResult> : IObjectWaiter
{
    /// <summary>How many there are.</summary>
    internal abstract int Count { get; }

    /// <summary>Whether none of the parts can go to the object store. Then the value is copied as a whole, and divided once the run has ended well.</summary>
    internal abstract bool IsKeptWhole { get; }

    void IObjectWaiter.OnReady(ObjectState state)
    {
        if (state.Error is { } error)
        {
            var refusal = ReturnVisitor.ToRefuse(error);
            Visit(ref refusal, default!);
            return;
        }

        var delivery = ReturnVisitor.ToDeliver(state.TakeParts());
        Visit(ref delivery, ((ObjectState<TResult>)state).TakeValue());
    }

    /// <summary>Keeps each part of what a run has returned as its object will: a large one goes to the store straight from there. The objects themselves learn of it only if the run counts.</summary>
    /// <exception cref="RaySerializationException">One can neither be copied nor shared.</exception>
    /// <exception cref="ObjectStoreFullException">The store has no room for one.</exception>
    internal ReturnPart[] Stage(TResult value)
    {
        var parts = new ReturnPart[Count];
        var staging = ReturnVisitor.ToStage(parts);
        try
        {
            Visit(ref staging, value);
            return parts;
        }
        catch
        {
            foreach (var part in parts)
            {
                part?.Free();
            }

            throw;
        }
    }

    internal void Attach(ObjectState<TResult> producer)
    {
        var attachment = ReturnVisitor.ToAttach(producer);
        Visit(ref attachment, default!);
        if (!producer.TryAddWaiter(this))
        {
            ((IObjectWaiter)this).OnReady(producer);
        }
    }

    /// <summary>Visits each object with its part of the value, in their order.</summary>
    /// <param name="visitor">The visitor.</param>
    /// <param name="value">What the method returned; without meaning where the visitor has no use for it.</param>
    protected abstract void Visit(ref ReturnVisitor visitor, TResult value);
}
