using Orleans.Ray.CodeGeneration;

namespace Orleans.Ray.Store;

/// <summary>Where a value comes from that may go to the store. What describes it there is found out only once it is clear that it does: the line that put it takes a walk up the stack.</summary>
internal readonly struct StoredObjectOrigin
{
    private readonly ObjectState? _object;
    private readonly Type? _type;
    private readonly string? _taskName;
    private readonly StoredObjectInfo _info;

    /// <param name="object">The object whose value it will be.</param>
    /// <param name="type">The static type of the value.</param>
    /// <param name="taskName">The task that returned it; null where it was put.</param>
    public StoredObjectOrigin(ObjectState @object, Type type, string? taskName) => (_object, _type, _taskName) = (@object, type, taskName);

    private StoredObjectOrigin(in StoredObjectInfo info) => _info = info;

    public static implicit operator StoredObjectOrigin(in StoredObjectInfo info) => new(info);

    public StoredObjectInfo Describe() => _object?.InfoFor(_type!, _taskName) ?? _info;
}
