using System.ComponentModel;
using System.Runtime.CompilerServices;
using Orleans.Ray.CodeGeneration;

namespace Orleans.Ray;

/// <summary>
/// A reference to an object: the result, present or to come, of a task or an actor call, or a value that was put. Ray's <c>ObjectRef</c>.
/// </summary>
/// <remarks>
/// <para>References are cheap, can be shared by threads and passed to tasks and actors; the object lives as long as one of them does. Two are equal if they refer to one object.</para>
/// <para>
/// Orleans' serializer writes a reference as the ids of its node and its object: into bytes of your own, or into a message to another process. From then on the node keeps the object until <see cref="IRay.FreeAsync"/> or its own end, since
/// nobody can tell who has the bytes. Read by that node they are a reference to the same object. Elsewhere, and after that node was restarted, the reference can be kept and handed back; getting it throws <see cref="ObjectLostException"/>.
/// </para>
/// </remarks>
[Immutable]
public abstract class ObjectRef
{
    private protected ObjectRef()
    {
    }

    /// <summary>The object's id.</summary>
    public ObjectId Id => UntypedState.Id;

    /// <summary>Whether the value is there, or the error that takes its place.</summary>
    public bool IsReady => UntypedState.IsReady;

    internal abstract ObjectState UntypedState { get; }

    /// <summary>Why the object is not ready yet, in one readable line: which argument or resource it waits for, or where it runs.</summary>
    public ValueTask<string> ExplainAsync() => new(UntypedState.IsReady ? DescribeReady() : UntypedState.Explain());

    /// <summary>Lets <c>await reference</c> wait for the object, whatever its type, and throw its error.</summary>
    public ValueTaskAwaiter GetAwaiter() => GetUntypedAwaiter();

    /// <summary>Whether both refer to the same object.</summary>
    /// <param name="obj">The other reference.</param>
    public sealed override bool Equals(object? obj) =>
        obj is ObjectRef other && (ReferenceEquals(UntypedState, other.UntypedState) || Id == other.Id);

    /// <summary>That of the object's id.</summary>
    public sealed override int GetHashCode() => Id.GetHashCode();

    /// <summary>The id, as listings show it.</summary>
    public override string ToString() => $"ObjectRef({Id})";

    private protected abstract ValueTaskAwaiter GetUntypedAwaiter();

    private string DescribeReady() => UntypedState.Error is { } error
        ? $"it failed: {error.Exception.GetType().Name}: {error.Exception.Message}"
        : "it is ready";
}

/// <summary>A reference to an object of a known type.</summary>
/// <typeparam name="T">The object's type.</typeparam>
[Immutable]
public sealed class ObjectRef<T> : ObjectRef
{
    internal ObjectRef(ObjectState<T> state) => State = state;

    internal ObjectState<T> State { get; }

    internal override ObjectState UntypedState => State;

    /// <summary>Lets <c>await reference</c> give the value, or throw the error of the task that failed: <c>await Ray.GetAsync(reference)</c>.</summary>
    /// <remarks>Every await gives a copy of its own, unless the type cannot change. A task that awaits gives its CPU back meanwhile.</remarks>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new ValueTaskAwaiter<T> GetAwaiter() => new ValueTask<T>(State, 0).GetAwaiter();

    private protected override ValueTaskAwaiter GetUntypedAwaiter() => new ValueTask(State, 0).GetAwaiter();
}
