using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Store;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Objects;

/// <summary>An object that was put: ready from the start.</summary>
/// <remarks>The constructor throws what <see cref="ObjectState{T}.Keep"/> does.</remarks>
internal sealed class PutObject<T> : ObjectState<T>
{
    private readonly uint _index;

    public PutObject(Submitter submitter, T value)
        : base(submitter)
    {
        _index = submitter.NextIndex();
        Keep(value, taskName: null);
        Complete(ObjectStatus.Ready);
    }

    private PutObject(Submitter submitter)
        : base(submitter) => _index = submitter.NextIndex();

    /// <summary>Puts the value if it is so large that it goes to the object store; else null.</summary>
    public static PutObject<T>? TryPutLarge(Submitter submitter, T value)
    {
        if (!submitter.Node.Values.MayStore(value))
        {
            return null;
        }

        var state = new PutObject<T>(submitter);
        if (submitter.Node.Values.TryPut(value, new StoredObjectOrigin(state, typeof(T), taskName: null)) is not { } stored)
        {
            return null;
        }

        state.SetStored(stored);
        state.Complete(ObjectStatus.Ready);
        return state;
    }

    internal override ObjectId Id => new(Origin.Id.Child(_index), 0);

    internal override string Explain(int levels) => "it was put and is ready";
}
