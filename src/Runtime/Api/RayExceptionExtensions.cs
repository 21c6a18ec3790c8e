using Orleans.Ray.Diagnostics;

namespace Orleans.Ray;

/// <summary>What a failed task or actor call leaves with the exception that <c>Get</c> throws.</summary>
public static class RayExceptionExtensions
{
    /// <summary>Which task failed, on which actor and node, on which attempt, and through which dependents the error travelled.</summary>
    /// <param name="exception">An exception that awaiting or getting an <see cref="ObjectRef"/> threw.</param>
    /// <returns>The record, or null for an exception that no task or actor call raised.</returns>
    public static RayFailure? RayFailure(this Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return RayFailures.Find(exception);
    }
}
