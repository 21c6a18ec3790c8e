using System.ComponentModel;
using Orleans.Ray.CodeGeneration;

namespace Orleans.Ray;

/// <summary>A generated handle type: what <see cref="Ray.GetActorAsync{THandle}"/> can return.</summary>
/// <typeparam name="TSelf">The handle type itself.</typeparam>
public interface IActorHandle<TSelf>
    where TSelf : ActorHandle, IActorHandle<TSelf>
{
    /// <summary>The actor's class.</summary>
    static abstract Type ActorType { get; }

    /// <summary>A handle over a hold.</summary>
    /// <param name="reference">The hold.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract TSelf FromReference(ActorReference reference);
}
