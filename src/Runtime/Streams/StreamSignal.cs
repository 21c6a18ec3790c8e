using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Streams;

/// <summary>
/// An object without a value that is ready when an item may be read or yielded. Waiting for it is waiting for an object: a task gives its CPU
/// back meanwhile. Set once, by whoever took it out of its stream.
/// </summary>
internal sealed class StreamSignal(ItemStream stream, uint position) : ObjectState<Unit>(stream.Call.Origin)
{
    internal override ObjectId Id => new(stream.Call.TaskId, position + 1);

    public void Set() => Complete(ObjectStatus.Ready);

    /// <summary>Whoever waits for it must not wait any longer.</summary>
    public void StopWaiting() => stream.StopWaiting(this);

    internal override string Explain(int levels) => stream.Explain(levels);
}
