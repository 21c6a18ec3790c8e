using System.Runtime.ExceptionServices;
using Orleans.Ray.Diagnostics;

namespace Orleans.Ray.Objects;

/// <summary>Why an object has no value. Dependents that cannot run because of it carry the same exception with a longer chain.</summary>
internal sealed class ObjectError(Exception exception, RayFailure failure)
{
    private readonly ExceptionDispatchInfo _thrown = ExceptionDispatchInfo.Capture(exception);

    public Exception Exception => _thrown.SourceException;

    public RayFailure Failure => failure;

    public ObjectError TravelledThrough(string taskName) => new(Exception, failure with { Chain = [.. failure.Chain, taskName] });

    public Exception Expose()
    {
        RayFailures.Attach(Exception, failure);
        return Exception;
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public void Throw()
    {
        Expose();
        _thrown.Throw();
        throw _thrown.SourceException;
    }
}
