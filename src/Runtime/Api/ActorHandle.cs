using Orleans.Ray.Actors;
using Orleans.Ray.CodeGeneration;

namespace Orleans.Ray;

/// <summary>
/// A handle of an actor: calls its methods, in the order in which they are made through this handle. Ray's <c>ActorHandle</c>.
/// </summary>
/// <remarks>
/// Handles can be passed to tasks and actors, which then hold one of their own. An actor that is not detached ends when its last handle
/// is gone and its pending calls have finished: dispose of a handle, or leave it to the garbage collector. The collector may take a local
/// variable's handle as soon as the code does not use it any more; <c>await using</c> keeps the actor to the end of the block.
/// </remarks>
public abstract class ActorHandle : IForkable, IAsyncDisposable
{
    private bool _disposed;

    private protected ActorHandle(ActorReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        Reference = reference;
    }

    /// <summary>The actor's id.</summary>
    public ActorId Id => Reference.Cell.Target.Id;

    internal ActorReference Reference { get; }

    /// <summary>Gives the handle up. Calls made through it still finish; new ones throw <see cref="ObjectDisposedException"/>.</summary>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        Reference.Release();
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>
    /// Completes when one more call can be made within the actor's <see cref="RayActorAttribute.MaxPendingCalls"/>; at once where it has no limit.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <remarks>Nothing is reserved: where several flows of execution share a handle, another may take the place. Give each a handle of its own.</remarks>
    /// <exception cref="ObjectDisposedException">The handle was disposed of.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask WaitForCapacityAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return Reference.PendingCalls?.WaitForRoomAsync(cancellationToken) ?? default;
    }

    /// <summary>The actor's class, name and id.</summary>
    public override string ToString() => Reference.Cell.Target.ToString();

    object IForkable.Fork() => Fork();

    internal abstract ActorHandle Fork();

    private protected void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}

/// <summary>A handle of an actor of a known class; the generator derives <c>Class.Handle</c> from it.</summary>
/// <typeparam name="TActor">The actor's class.</typeparam>
public abstract class ActorHandle<TActor> : ActorHandle
    where TActor : class
{
    /// <summary>Creates a handle over a hold.</summary>
    /// <param name="reference">The hold.</param>
    protected ActorHandle(ActorReference reference)
        : base(reference)
    {
    }

    internal override ActorHandle Fork() => WithReference(Reference.Fork());

    /// <summary>Makes a call.</summary>
    /// <typeparam name="TResult">What the method returns.</typeparam>
    /// <param name="call">The call, with its arguments.</param>
    /// <param name="options">What the call overrides.</param>
    /// <exception cref="ObjectDisposedException">The handle was disposed of.</exception>
    /// <exception cref="ArgumentException">An option makes no sense, or names a concurrency group that the actor does not have.</exception>
    /// <exception cref="PendingCallsLimitException">As many calls as the actor allows have not finished.</exception>
    protected ObjectRef<TResult> Call<TResult>(ActorCall<TActor, TResult> call, ActorCallOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        ThrowIfDisposed();
        return call.Submit(Reference, options);
    }

    /// <summary>Makes a call with several returns.</summary>
    /// <typeparam name="TResult">What the method returns.</typeparam>
    /// <typeparam name="TReturns">The objects that the call results in.</typeparam>
    /// <param name="call">The call, with its arguments.</param>
    /// <param name="returns">The objects.</param>
    /// <param name="options">What the call overrides.</param>
    /// <exception cref="ObjectDisposedException">The handle was disposed of.</exception>
    /// <exception cref="ArgumentException">An option makes no sense, or asks for another number of returns.</exception>
    protected TReturns Call<TResult, TReturns>(ActorCall<TActor, TResult> call, TReturns returns, ActorCallOptions? options)
        where TReturns : Returns<TResult>
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(returns);
        ThrowIfDisposed();
        call.Submit(Reference, options, returns);
        return returns;
    }

    /// <summary>Makes a call whose items are objects of their own, as many as its options or its method's attribute say.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="call">The call, with its arguments.</param>
    /// <param name="options">What the call overrides.</param>
    /// <exception cref="ObjectDisposedException">The handle was disposed of.</exception>
    /// <exception cref="ArgumentException">An option makes no sense, or nothing says how many there are.</exception>
    protected ObjectRef<T>[] CallMany<T>(ActorCall<TActor, T[]> call, ActorCallOptions? options)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Call(call, new ListReturns<T>(call.CountReturns(options)), options).ToReferences();
    }

    /// <summary>Makes a call of a method that streams its items.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="call">The call, with its arguments.</param>
    /// <param name="options">What the call overrides.</param>
    /// <exception cref="ObjectDisposedException">The handle was disposed of.</exception>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    protected ObjectRefStream<T> Call<T>(StreamActorCall<TActor, T> call, ActorCallOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        ThrowIfDisposed();
        return call.SubmitStream(Reference, options);
    }

    /// <summary>A handle like this one over another hold.</summary>
    /// <param name="reference">The hold.</param>
    protected abstract ActorHandle<TActor> WithReference(ActorReference reference);
}
