using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Streams;

/// <summary>One item of a stream: ready from the start, or the error with which the stream broke off. It keeps nothing else of its stream.</summary>
internal sealed class StreamItem<T> : ObjectState<T>
{
    private readonly TaskId _task;
    private readonly uint _position;

    public StreamItem(IStreamingCall call, uint position, T value, string taskName)
        : base(call.Origin)
    {
        (_task, _position) = (call.TaskId, position);
        Keep(value, taskName);
        Complete(ObjectStatus.Ready);
    }

    public StreamItem(IStreamingCall call, uint position, ObjectError error)
        : base(call.Origin)
    {
        (_task, _position) = (call.TaskId, position);
        Fail(error);
    }

    // Index 0 is the call's own completion.
    internal override ObjectId Id => new(_task, _position + 1);

    internal override string Explain(int levels) => $"item {_position} of its stream is ready";
}
