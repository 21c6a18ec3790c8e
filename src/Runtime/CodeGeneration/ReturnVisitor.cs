using System.ComponentModel;
using Orleans.Ray.Objects;

namespace Orleans.Ray.CodeGeneration;

/// <summary>Goes through the objects of one submission with several returns, to make them its, to keep what a run has returned, or to end them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ReturnVisitor
{
    private readonly ObjectState? _producer;
    private readonly ObjectError? _error;
    private readonly ReturnPart[]? _parts;
    private readonly bool _stages;
    private uint _index;

    private ReturnVisitor(ObjectState? producer = null, ObjectError? error = null, ReturnPart[]? parts = null, bool stages = false)
    {
        _producer = producer;
        _error = error;
        _parts = parts;
        _stages = stages;
    }

    internal static ReturnVisitor ToAttach(ObjectState producer) => new(producer);

    internal static ReturnVisitor ToStage(ReturnPart[] parts) => new(parts: parts, stages: true);

    /// <param name="parts">What was staged; null where each object takes its part of the value.</param>
    internal static ReturnVisitor ToDeliver(ReturnPart[]? parts) => new(parts: parts);

    internal static ReturnVisitor ToRefuse(ObjectError error) => new(error: error);

    /// <summary>Visits one object.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="item">The object.</param>
    /// <param name="value">Its value, where there is one.</param>
    public void Visit<T>(Return<T> item, T value)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (_producer is not null)
        {
            item.Attach(_producer, _index++);
        }
        else if (_error is not null)
        {
            item.Refuse(_error);
        }
        else if (_parts is null)
        {
            item.Deliver(value);
        }
        else if (_stages)
        {
            _parts[_index++] = item.Stage(value);
        }
        else
        {
            item.Deliver((ReturnPart<T>)_parts[_index++]);
        }
    }
}
