using System.ComponentModel;
using Orleans.Ray.Actors;
using Orleans.Ray.Streams;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <summary>
/// A call of an actor's method that streams its items. It is under way, and counts as one of the actor's calls, until the method has ended. Its
/// own object is ready then.
/// </summary>
/// <typeparam name="TActor">The actor's class.</typeparam>
/// <typeparam name="T">The items' type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StreamActorCall<TActor, T> : ActorCall<TActor, Unit>, IStreamingCall
    where TActor : class
{
    private ItemStream<T> _items = null!;

    Submitter IStreamingCall.Origin => Origin;

    string IStreamingCall.Name => Name;

    TaskId IStreamingCall.TaskId => TaskId;

    StreamProgress IStreamingCall.Progress => _items.Progress;

    internal ObjectRefStream<T> SubmitStream(ActorReference reference, ActorCallOptions? options)
    {
        var limit = options?.GeneratorBackpressureNumObjects;
        StreamLimit.Check(limit, $"{nameof(ActorCallOptions)}.{nameof(ActorCallOptions.GeneratorBackpressureNumObjects)}", nameof(options));
        _items = new ItemStream<T>(this, limit ?? Method?.GeneratorBackpressureNumObjects ?? StreamLimit.Default);
        var completed = Submit(reference, options);
        _items.Attach(completed.State);
        return new ObjectRefStream<T>(_items, completed);
    }

    internal override string Explain(int levels) =>
        IsRunning && _items.Progress is { Phase: StreamPhase.WaitingForReader } progress ? $"call '{Name}' {progress.WaitReason}" : base.Explain(levels);

    /// <summary>Calls the method with <see cref="Invocation{TResult}.Resolve{T}"/> of each argument.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="cancellationToken">The call's own token.</param>
    protected abstract StreamSource<T> Invoke(TActor actor, CancellationToken cancellationToken);

    private protected override bool Run(TActor actor)
    {
        try
        {
            var token = Token;
            var source = Invoke(actor, token);
            if (source.Synchronous is not { } items || SynchronizationContext.Current is ActorSynchronizationContext)
            {
                return StageOrAwait(Production.RunAsync(_items, source, token));
            }

            // A thread of the actor's is all that such a call has: it keeps it to its end, as any other call does.
            Stage(Production.Run(_items, items, token));
        }
        catch (Exception exception)
        {
            Stage(exception);
        }

        return true;
    }

    private protected override void OnCancelled() => _items.Stop();
}
