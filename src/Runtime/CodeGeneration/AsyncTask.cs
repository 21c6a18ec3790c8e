using System.ComponentModel;

namespace Orleans.Ray.CodeGeneration;

/// <summary>A task whose method awaits.</summary>
/// <typeparam name="TResult">What the method's task carries; <see cref="Unit"/> where it carries nothing.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AsyncTask<TResult> : TaskInvocation<TResult>
{
    /// <summary>Calls the method with <see cref="Invocation{TResult}.Resolve{T}"/> of each argument.</summary>
    /// <param name="cancellationToken">The task's own token.</param>
    protected abstract ValueTask<TResult> InvokeAsync(CancellationToken cancellationToken);

    /// <summary>Whether the method takes the token; a task that does not never makes one.</summary>
    protected virtual bool TakesToken => false;

    private protected override bool Run()
    {
        try
        {
            return StageOrAwait(InvokeAsync(TakesToken ? Token : default));
        }
        catch (Exception exception)
        {
            Stage(exception);
            return true;
        }
    }
}
