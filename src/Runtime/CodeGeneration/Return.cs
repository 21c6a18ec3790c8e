using System.ComponentModel;
using Orleans.Ray.Objects;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <summary>One of the objects that a task or an actor call with several returns results in. It has its own value, readers and end.</summary>
/// <typeparam name="T">The object's type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Return<T> : ObjectState<T>
{
    // Has neither the values nor the arguments when it has ended, so it keeps nothing large alive.
    private ObjectState _producer = null!;
    private uint _index;

    /// <summary>Creates the object.</summary>
    public Return()
        : base(null!)
    {
    }

    /// <summary>A reference to it.</summary>
    public ObjectRef<T> Reference => new(this);

    internal override ObjectId Id => new(_producer.Id.Task, _index);

    internal override string? TaskName => _producer.TaskName;

    internal override ICancellable? Producer => _producer.Producer;

    internal void Attach(ObjectState producer, uint index)
    {
        Origin = producer.Origin;
        _producer = producer;
        _index = index;
    }

    /// <summary>Keeps a value as this object will, for a run of which nobody knows yet whether it counts. The object itself stays as it is.</summary>
    /// <exception cref="RaySerializationException">It can neither be copied nor shared.</exception>
    /// <exception cref="ObjectStoreFullException">The store has no room for it.</exception>
    internal ReturnPart<T> Stage(T value) => TryStore(value, TaskName) is { } stored ? new(default!, stored) : new(Node.Copier.Own(value), null);

    internal void Deliver(ReturnPart<T> part)
    {
        if (part.Stored is { } stored)
        {
            SetStored(stored);
        }
        else
        {
            SetValue(part.Value);
        }

        Complete(ObjectStatus.Ready);
    }

    internal void Deliver(T value)
    {
        try
        {
            Keep(value, TaskName);
        }
        catch (Exception exception)
        {
            // A copier of the program's own may throw anything, and whoever completed the call cannot do with it.
            Fail(ObjectError.Of(exception, this, TaskName));
            return;
        }

        Complete(ObjectStatus.Ready);
    }

    internal void Refuse(ObjectError error) => Fail(error);

    internal override string Explain(int levels) => _producer.Explain(levels);
}
