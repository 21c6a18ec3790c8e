using System.ComponentModel;
using Orleans.Ray.Streams;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <summary>A task whose method streams its items. Its own object is ready when the method has ended.</summary>
/// <typeparam name="T">The items' type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StreamTask<T> : TaskInvocation<Unit>, IStreamingCall
{
    private ItemStream<T> _items = null!;

    Submitter IStreamingCall.Origin => Origin;

    string IStreamingCall.Name => Name;

    TaskId IStreamingCall.TaskId => TaskId;

    StreamProgress IStreamingCall.Progress => _items.Progress;

    private protected override bool HasRetriesLeft => base.HasRetriesLeft && !_items.HasReaderLeft;

    /// <summary>Submits the task to the node of the code that calls.</summary>
    /// <param name="options">What this call overrides.</param>
    /// <returns>The items to be.</returns>
    /// <exception cref="RayNotInitializedException">No node runs in this process.</exception>
    /// <exception cref="RaySerializationException">An argument's type can neither be copied nor shared.</exception>
    /// <exception cref="ArgumentException">The options ask for something that is no amount of a resource, or no limit.</exception>
    public ObjectRefStream<T> SubmitStream(TaskOptions? options = null)
    {
        _items = new ItemStream<T>(this, options?.GeneratorBackpressureNumObjects ?? Descriptor.GeneratorBackpressureNumObjects);
        var completed = Submit(options);
        _items.Attach(completed.State);
        return new ObjectRefStream<T>(_items, completed);
    }

    internal override string Explain(int levels) =>
        IsRunning && _items.Progress is { Phase: StreamPhase.WaitingForReader } progress ? $"task '{Name}' {progress.WaitReason}" : base.Explain(levels);

    /// <summary>Calls the method with <see cref="Invocation{TResult}.Resolve{T}"/> of each argument.</summary>
    /// <param name="cancellationToken">The task's own token.</param>
    protected abstract StreamSource<T> Invoke(CancellationToken cancellationToken);

    private protected override bool Run()
    {
        try
        {
            var token = Token;
            return StageOrAwait(Production.RunAsync(_items, Invoke(token), token));
        }
        catch (Exception exception)
        {
            Stage(exception);
            return true;
        }
    }

    private protected override void OnCancelled() => _items.Stop();
}
