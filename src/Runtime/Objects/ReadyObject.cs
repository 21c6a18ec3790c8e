using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Objects;

/// <summary>An object without a value that is ready when all of some others are, or one of them has failed: what a blocking Get of a list waits for.</summary>
internal sealed class ReadyObject : ObjectState<Unit>, IObjectWaiter
{
    private readonly ObjectState[] _objects;
    private int _missing;

    public ReadyObject(ObjectState[] objects, Submitter origin)
        : base(origin)
    {
        _objects = objects;
        _missing = objects.Length;
        foreach (var state in objects)
        {
            if (!state.TryAddWaiter(this))
            {
                OnReady(state);
            }
        }
    }

    internal override ObjectId Id => default;

    public void OnReady(ObjectState state)
    {
        // The last one completes it, or the first that failed, whichever takes the count to zero.
        var missing = state.Error is null ? Interlocked.Decrement(ref _missing) : Interlocked.Exchange(ref _missing, 0) > 0 ? 0 : -1;
        if (missing == 0)
        {
            Complete(ObjectStatus.Ready);
        }
    }

    /// <summary>Takes the waiter back from whatever is still pending.</summary>
    public void Forget()
    {
        foreach (var state in _objects)
        {
            state.RemoveWaiter(this);
        }
    }

    internal override string Explain(int levels) => $"{_missing} objects are not ready";
}
