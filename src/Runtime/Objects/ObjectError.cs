using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Diagnostics;
using Orleans.Ray.State;

namespace Orleans.Ray.Objects;

/// <summary>
/// Why an object has no value. Dependents that cannot run because of it carry the same exception with a longer chain: a shallow copy of
/// it, since the record of a failure belongs to one exception object.
/// </summary>
internal sealed class ObjectError(Exception exception, RayFailure failure)
{
    private const int MaxChain = 32;

    private readonly ExceptionDispatchInfo _thrown = ExceptionDispatchInfo.Capture(exception);
    private ErrorSentinel? _sentinel;

    /// <summary>What is left of an object that was freed.</summary>
    public static ObjectError OfFreed(ObjectState state)
    {
        var error = Of(new ObjectLostException($"Object {state.Id} was freed by Ray.FreeAsync; nothing of it is left."), state, state.TaskName);
        return new ObjectError(error.Exception, error.Failure) { IsFreed = true };
    }

    /// <summary>What an object of that task fails with outside of the task's own code.</summary>
    public static ObjectError Of(Exception exception, ObjectState state, string? taskName)
    {
        var name = taskName ?? "put";
        return new ObjectError(exception, new RayFailure { TaskId = state.Id.Task, TaskName = name, NodeId = state.Node.Id, RemoteStack = exception.StackTrace ?? string.Empty, Chain = [name] });
    }

    /// <summary>Whether the object was freed, rather than that something failed.</summary>
    public bool IsFreed { get; private init; }

    public Exception Exception => _thrown.SourceException;

    public RayFailure Failure => failure;

    /// <summary>Whether somebody watches that the error does not go unseen.</summary>
    public bool IsWatched => _sentinel is not null;

    public ObjectError TravelledThrough(string taskName)
    {
        var error = PassedOn(Exception, failure, taskName);
        error._sentinel = _sentinel;
        return error;
    }

    /// <summary>The error of a task that ended with what another had failed with.</summary>
    public static ObjectError PassedOn(Exception exception, RayFailure failure, string taskName) =>
        new((Exception)MemberwiseClone(exception), failure with { Chain = Extend(failure.Chain, taskName) });

    /// <summary>Has the error reported if nobody gets it. Before the object that failed with it is complete.</summary>
    public void Watch(ErrorSentinel sentinel) => _sentinel = sentinel;

    /// <summary>Somebody has got the error, or what depends on it tells its own users.</summary>
    public void Observe() => _sentinel?.Observe();

    public Exception Expose()
    {
        Observe();
        RayFailures.Attach(Exception, failure);
        return Exception;
    }

    [DoesNotReturn]
    public void Throw()
    {
        Expose();
        _thrown.Throw();
        throw _thrown.SourceException;
    }

    // Bounded: ten thousand dependents of one failure would otherwise carry fifty million names.
    private static IReadOnlyList<string> Extend(IReadOnlyList<string> chain, string taskName) => chain.Count < MaxChain
        ? [.. chain, taskName]
        : [.. chain.Take(MaxChain / 2), .. chain.Skip((MaxChain / 2) + 1), taskName];

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(MemberwiseClone))]
    private static extern object MemberwiseClone(object instance);
}
