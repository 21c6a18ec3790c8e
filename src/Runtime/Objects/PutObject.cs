using Orleans.Ray.CodeGeneration;
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

    internal override ObjectId Id => new(Origin.Id.Child(_index), 0);

    internal override string Explain(int levels) => "it was put and is ready";
}
