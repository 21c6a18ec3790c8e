using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Objects;

/// <summary>An object that was put: ready from the start.</summary>
internal sealed class PutObject<T> : ObjectState<T>
{
    private readonly TaskId _id;

    public PutObject(IExecutionScope scope, T ownValue)
        : base(scope.Node)
    {
        _id = scope.NextTaskId();
        SetValue(ownValue);
        Complete(ObjectStatus.Ready);
    }

    internal override ObjectId Id => new(_id, 0);

    internal override string Explain(int levels) => "it was put and is ready";
}
