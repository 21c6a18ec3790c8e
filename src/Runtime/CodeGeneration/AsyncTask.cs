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
        ValueTask<TResult> running;
        try
        {
            running = InvokeAsync(TakesToken ? Token : default);
            if (running.IsCompleted)
            {
                Stage(running.GetAwaiter().GetResult());
                return true;
            }
        }
        catch (Exception exception)
        {
            Stage(exception);
            return true;
        }

        _ = FinishAsync(running);
        return false;
    }

    private async Task FinishAsync(ValueTask<TResult> running)
    {
        try
        {
            Stage(await running.ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            Stage(exception);
        }

        ReleaseAfterAsync();
        Publish();
    }
}
