using Orleans.Ray.CodeGeneration;

namespace Orleans.Ray.Objects;

/// <summary>An object that a serialized reference tells of and that cannot be got here: it is another node's, or is kept no more. It is failed from the start, and written again as what it was read as.</summary>
internal sealed class ForeignObject<T> : ObjectState<T>, IForeignObject
{
    public ForeignObject(NodeId home, ObjectId id, string why)
        : base(null!)
    {
        (Home, Id) = (home, id);
        Fail(new ObjectError(new ObjectLostException(why), new RayFailure { TaskId = id.Task, TaskName = Name, NodeId = home, RemoteStack = string.Empty, Chain = [Name] }));
    }

    public NodeId Home { get; }

    internal override ObjectId Id { get; }

    // The bytes do not say which task it was.
    private static string Name => "another node's";

    internal override string Explain(int levels) => $"it is on node {Home}";
}
