using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Orleans.Ray.Diagnostics;

namespace Orleans.Ray.Objects;

/// <summary>
/// Why an object has no value. Dependents that cannot run because of it carry the same exception with a longer chain: a shallow copy of
/// it, since the record of a failure belongs to one exception object.
/// </summary>
internal sealed class ObjectError(Exception exception, RayFailure failure)
{
    private const int MaxChain = 32;

    private readonly ExceptionDispatchInfo _thrown = ExceptionDispatchInfo.Capture(exception);

    public Exception Exception => _thrown.SourceException;

    public RayFailure Failure => failure;

    public ObjectError TravelledThrough(string taskName) => PassedOn(Exception, failure, taskName);

    /// <summary>The error of a task that ended with what another had failed with.</summary>
    public static ObjectError PassedOn(Exception exception, RayFailure failure, string taskName) =>
        new((Exception)MemberwiseClone(exception), failure with { Chain = Extend(failure.Chain, taskName) });

    public Exception Expose()
    {
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
