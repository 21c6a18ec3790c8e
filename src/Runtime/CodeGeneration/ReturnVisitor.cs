using System.ComponentModel;
using Orleans.Ray.Objects;

namespace Orleans.Ray.CodeGeneration;

/// <summary>Goes through the objects of one submission with several returns, to make them its, or to end them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ReturnVisitor
{
    private readonly ObjectState? _producer;
    private readonly ObjectError? _error;
    private uint _index;

    private ReturnVisitor(ObjectState? producer, ObjectError? error)
    {
        _producer = producer;
        _error = error;
    }

    internal static ReturnVisitor ToAttach(ObjectState producer) => new(producer, null);

    internal static ReturnVisitor ToDeliver() => new(null, null);

    internal static ReturnVisitor ToRefuse(ObjectError error) => new(null, error);

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
        else
        {
            item.Deliver(value);
        }
    }
}
