using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Diagnostics;

/// <summary>
/// The scopes of log lines, with one more around them inside a task or actor call: which it is. That one is looked up when a logger asks for scopes, so that runs which log
/// nothing pay nothing.
/// </summary>
internal sealed class RayLogScopes(IOptions<LoggerFactoryOptions> options) : IExternalScopeProvider
{
    private readonly LoggerExternalScopeProvider _scopes = new();

    public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
    {
        if (ExecutionScope.Current is ObjectState and IExecutionScope task)
        {
            callback(new RayLogScope(task.CreateContext()), state);
        }

        // The factory would add these if it had made the provider of scopes itself.
        if (options.Value.ActivityTrackingOptions is not ActivityTrackingOptions.None and var tracked && Activity.Current is { } activity)
        {
            callback(new ActivityLogScope(activity, tracked), state);
        }

        _scopes.ForEachScope(callback, state);
    }

    public IDisposable Push(object? state) => _scopes.Push(state);
}
