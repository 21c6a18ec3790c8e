using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Tasks;

/// <summary>What the rest of the node sees of an invocation without knowing its result's type.</summary>
internal interface IInvocation : IObjectWaiter, ICancellable
{
    RayNode Node { get; }

    /// <summary>Whether it has its result or its error.</summary>
    bool HasEnded { get; }

    /// <summary>Makes the invocation wait for an object, or fail with it.</summary>
    void DependOn(ObjectState state);

    /// <summary>Ends an invocation that has not ended by that limit.</summary>
    void OnTimeUp(TimeLimit limit);

    /// <summary>Ends an invocation that has not ended yet, with an error of the system.</summary>
    void Abort(Exception exception);
}
