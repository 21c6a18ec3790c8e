using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Ray.Diagnostics;

namespace Orleans.Ray;

/// <summary>Log scopes for tasks and actors.</summary>
public static class RayLoggingExtensions
{
    /// <summary>
    /// Gives every line that is logged inside a task or an actor call a scope that says which: <c>RayJobId</c>, <c>RayNodeId</c>, <c>RayTaskId</c>, <c>RayTaskName</c>, <c>RayAttempt</c> and, on an actor,
    /// <c>RayActorId</c>. Loggers that show scopes show it; runs that log nothing pay nothing for it.
    /// </summary>
    /// <remarks>
    /// A silo with <c>AddRay</c> and an embedded node have it already. Call it for logger factories that a program makes itself: <c>LoggerFactory.Create(logging => logging.AddRayScopes().AddConsole())</c>.
    /// It takes the place of the factory's provider of external scopes, and does nothing where one was set already.
    /// </remarks>
    /// <param name="builder">The logging to add it to.</param>
    public static ILoggingBuilder AddRayScopes(this ILoggingBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<IExternalScopeProvider, RayLogScopes>();
        return builder;
    }
}
