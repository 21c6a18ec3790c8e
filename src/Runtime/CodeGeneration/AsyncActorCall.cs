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
        try
        {
            return StageOrAwait(InvokeAsync(actor, TakesToken ? Token : default));
        }
        catch (Exception exception)
        {
            Stage(exception);
            return true;
        }
    }
}
