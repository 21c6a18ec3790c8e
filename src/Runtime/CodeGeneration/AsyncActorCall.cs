using System.ComponentModel;

namespace Orleans.Ray.CodeGeneration;

/// <summary>A call of a method that awaits.</summary>
/// <typeparam name="TActor">The actor's class.</typeparam>
/// <typeparam name="TResult">What the method's task carries; <see cref="Unit"/> where it carries nothing.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AsyncActorCall<TActor, TResult> : ActorCall<TActor, TResult>
    where TActor : class
{
    /// <summary>Calls the method with <see cref="Invocation{TResult}.Resolve{T}"/> of each argument.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="cancellationToken">The call's own token.</param>
    protected abstract ValueTask<TResult> InvokeAsync(TActor actor, CancellationToken cancellationToken);

    /// <summary>Whether the method takes the token; a call that does not never makes one.</summary>
    protected virtual bool TakesToken => false;

    private protected override bool Run(TActor actor)
    {
        ValueTask<TResult> running;
        try
        {
            running = InvokeAsync(actor, TakesToken ? Token : default);
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

        PublishAsync();
    }
}
