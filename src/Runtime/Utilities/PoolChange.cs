using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Utilities;

/// <summary>An object without a value that is ready when something in a pool has changed. Waiting for it gives a task's CPU back, as waiting for any object does.</summary>
internal sealed class PoolChange() : ObjectState<Unit>(null!)
{
    internal override ObjectId Id => default;

    public void Happen() => Complete(ObjectStatus.Ready);

    internal override string Explain(int levels) => "nothing in the pool has changed";
}
