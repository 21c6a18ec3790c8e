using System.ComponentModel;

namespace Orleans.Ray.CodeGeneration;

/// <summary>A task whose method runs to its end on one thread.</summary>
/// <typeparam name="TResult">What the method returns; <see cref="Unit"/> for <c>void</c>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SyncTask<TResult> : TaskInvocation<TResult>
{
    /// <summary>Calls the method with <see cref="Invocation{TResult}.Resolve{T}"/> of each argument.</summary>
    /// <param name="cancellationToken">The task's own token.</param>
    protected abstract TResult Invoke(CancellationToken cancellationToken);

    /// <summary>Whether the method takes the token; a task that does not never makes one.</summary>
    protected virtual bool TakesToken => false;

    private protected override bool Run()
    {
        try
        {
            Stage(Invoke(TakesToken ? Token : default));
        }
        catch (Exception exception)
        {
            Stage(exception);
        }

        return true;
    }
}
