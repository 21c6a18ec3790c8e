using System.Runtime.CompilerServices;

namespace Orleans.Ray;

/// <summary>A node or a cluster to submit to: what services inject. <see cref="Ray"/> has the same members for scripts and tasks.</summary>
/// <remarks>Disposing of one that <see cref="Ray.InitAsync"/> returned ends its actors and stops its embedded node.</remarks>
public interface IRay : IAsyncDisposable
{
    /// <summary>Listings, summaries, errors and the timeline of the cluster.</summary>
    IRayState State { get; }

    /// <summary>Stores a value as an object.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value; copied, unless its type cannot change.</param>
    /// <returns>A reference to it, ready at once.</returns>
    /// <exception cref="RaySerializationException">The type can neither be copied nor shared.</exception>
    ObjectRef<T> Put<T>(T value);

    /// <summary>Runs a function as a task: <c>Ray.Run(() => Expensive(a, b))</c>.</summary>
    /// <typeparam name="T">What it returns.</typeparam>
    /// <param name="function">The function, usually a lambda.</param>
    /// <param name="options">Resources, name, retries and limits of the task; 1 CPU where null.</param>
    /// <returns>A reference to the result to be.</returns>
    /// <remarks>
    /// The variables that a lambda captures are copied now: what either side does to them afterwards the other does not see. References to
    /// objects stay references, and a captured handle holds its actor.
    /// </remarks>
    /// <exception cref="RaySerializationException">A captured variable cannot be copied; the message names it.</exception>
    /// <exception cref="ArgumentException">The options make no sense.</exception>
    ObjectRef<T> Run<T>(Func<T> function, TaskOptions? options = null);

    /// <summary>Runs a function as a task that can be cancelled.</summary>
    /// <typeparam name="T">What it returns.</typeparam>
    /// <param name="function">The function; what it captures is copied. It is given the token of the task.</param>
    /// <param name="options">Resources, name, retries and limits of the task; 1 CPU where null.</param>
    /// <returns>A reference to the result to be.</returns>
    /// <exception cref="RaySerializationException">A captured variable cannot be copied; the message names it.</exception>
    /// <exception cref="ArgumentException">The options make no sense.</exception>
    ObjectRef<T> Run<T>(Func<CancellationToken, T> function, TaskOptions? options = null);

    /// <summary>Runs a function that awaits as a task.</summary>
    /// <typeparam name="T">What it returns.</typeparam>
    /// <param name="function">The function; what it captures is copied.</param>
    /// <param name="options">Resources, name, retries and limits of the task; 1 CPU where null.</param>
    /// <returns>A reference to the result to be.</returns>
    /// <exception cref="RaySerializationException">A captured variable cannot be copied; the message names it.</exception>
    /// <exception cref="ArgumentException">The options make no sense.</exception>
    ObjectRef<T> Run<T>(Func<Task<T>> function, TaskOptions? options = null);

    /// <summary>Runs a function that awaits as a task that can be cancelled.</summary>
    /// <typeparam name="T">What it returns.</typeparam>
    /// <param name="function">The function; what it captures is copied. It is given the token of the task.</param>
    /// <param name="options">Resources, name, retries and limits of the task; 1 CPU where null.</param>
    /// <returns>A reference to the result to be.</returns>
    /// <exception cref="RaySerializationException">A captured variable cannot be copied; the message names it.</exception>
    /// <exception cref="ArgumentException">The options make no sense.</exception>
    ObjectRef<T> Run<T>(Func<CancellationToken, Task<T>> function, TaskOptions? options = null);

    /// <summary>Runs an action as a task.</summary>
    /// <param name="action">The function; what it captures is copied.</param>
    /// <param name="options">Resources, name, retries and limits of the task; 1 CPU where null.</param>
    /// <returns>A reference to the result to be.</returns>
    /// <exception cref="RaySerializationException">A captured variable cannot be copied; the message names it.</exception>
    /// <exception cref="ArgumentException">The options make no sense.</exception>
    ObjectRef<Unit> Run(Action action, TaskOptions? options = null);

    /// <summary>Runs an action that awaits as a task.</summary>
    /// <param name="function">The function; what it captures is copied.</param>
    /// <param name="options">Resources, name, retries and limits of the task; 1 CPU where null.</param>
    /// <returns>A reference to the result to be.</returns>
    /// <exception cref="RaySerializationException">A captured variable cannot be copied; the message names it.</exception>
    /// <exception cref="ArgumentException">The options make no sense.</exception>
    ObjectRef<Unit> Run(Func<Task> function, TaskOptions? options = null);

    /// <summary>Runs an action that awaits as a task that can be cancelled.</summary>
    /// <param name="function">The function; what it captures is copied. It is given the token of the task.</param>
    /// <param name="options">Resources, name, retries and limits of the task; 1 CPU where null.</param>
    /// <returns>A reference to the result to be.</returns>
    /// <exception cref="RaySerializationException">A captured variable cannot be copied; the message names it.</exception>
    /// <exception cref="ArgumentException">The options make no sense.</exception>
    ObjectRef<Unit> Run(Func<CancellationToken, Task> function, TaskOptions? options = null);

    /// <summary>The value of an object, when it is ready. The same as <c>await reference</c>, with a time limit.</summary>
    /// <typeparam name="T">The object's type.</typeparam>
    /// <param name="reference">The object.</param>
    /// <param name="timeout">How long to wait; null for ever, zero to look without waiting.</param>
    /// <param name="cancellationToken">Ends the waiting, not the task.</param>
    /// <exception cref="GetTimeoutException">The object was not ready in time.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Throws what the task threw, with its type; <c>exception.RayFailure()</c> tells the rest.</remarks>
    ValueTask<T> GetAsync<T>(ObjectRef<T> reference, TimeSpan? timeout = null, CancellationToken cancellationToken = default);

    /// <summary>The values of several objects, in the order of the references; repeats are fine.</summary>
    /// <typeparam name="T">The objects' type.</typeparam>
    /// <param name="references">The objects.</param>
    /// <param name="timeout">How long to wait for all of them; null for ever, zero to look without waiting.</param>
    /// <param name="cancellationToken">Ends the waiting, not the tasks.</param>
    /// <exception cref="GetTimeoutException">One was not ready in time.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Throws as soon as one has failed, without waiting for the others.</remarks>
    ValueTask<T[]> GetAsync<T>(IReadOnlyList<ObjectRef<T>> references, TimeSpan? timeout = null, CancellationToken cancellationToken = default);

    /// <summary>Blocks until an object is ready and returns its value. A task that blocks gives its CPU back meanwhile.</summary>
    /// <typeparam name="T">The object's type.</typeparam>
    /// <param name="reference">The object.</param>
    /// <param name="timeout">How long to wait; null for ever, zero to look without waiting.</param>
    /// <exception cref="GetTimeoutException">The object was not ready in time.</exception>
    T Get<T>(ObjectRef<T> reference, TimeSpan? timeout = null);

    /// <summary>Blocks until several objects are ready and returns their values, in the order of the references.</summary>
    /// <typeparam name="T">The objects' type.</typeparam>
    /// <param name="references">The objects.</param>
    /// <param name="timeout">How long to wait for all of them; null for ever, zero to look without waiting.</param>
    /// <exception cref="GetTimeoutException">One was not ready in time.</exception>
    T[] Get<T>(IReadOnlyList<ObjectRef<T>> references, TimeSpan? timeout = null);

    /// <summary>Waits until some objects are ready or have failed.</summary>
    /// <typeparam name="T">The objects' type.</typeparam>
    /// <param name="references">The objects, each at most once.</param>
    /// <param name="numReturns">How many to wait for; more are never returned as ready.</param>
    /// <param name="timeout">How long to wait; null for ever, zero to look without waiting. Fewer are then ready, and nothing is thrown.</param>
    /// <param name="fetchLocal">Whether an object must be on this node to count as ready, or may be on any.</param>
    /// <param name="cancellationToken">Ends the waiting, not the tasks.</param>
    /// <exception cref="ArgumentException">A reference is null or repeated.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="numReturns"/> is below 1 or more than there are references.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before so many were ready.</exception>
    ValueTask<WaitResult<T>> WaitAsync<T>(IReadOnlyList<ObjectRef<T>> references, int numReturns = 1, TimeSpan? timeout = null, bool fetchLocal = true, CancellationToken cancellationToken = default);

    /// <summary>Waits until some streams have something to read: their next item, or their end.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="streams">The streams, each at most once.</param>
    /// <param name="numReturns">How many to wait for; more are never returned as ready.</param>
    /// <param name="timeout">How long to wait; null for ever, zero to look without waiting. Fewer are then ready, and nothing is thrown.</param>
    /// <param name="cancellationToken">Ends the waiting, not the streams.</param>
    /// <exception cref="ArgumentException">A stream is null or repeated.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="numReturns"/> is below 1 or more than there are streams.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before so many had something to read.</exception>
    /// <remarks>Nothing is read: <see cref="ObjectRefStream{T}.NextAsync"/> of a stream that is ready does not wait.</remarks>
    [OverloadResolutionPriority(-1)]
    ValueTask<StreamWaitResult<T>> WaitAsync<T>(IReadOnlyList<ObjectRefStream<T>> streams, int numReturns = 1, TimeSpan? timeout = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lets go of objects at once, though references to them are left: their memory is free as soon as nobody reads them any more, and their spill files are deleted. Getting a freed object throws
    /// <see cref="ObjectLostException"/>, and tasks that have it as an argument and have not started fail with that. Ray's <c>ray.internal.free</c>.
    /// </summary>
    /// <remarks>Seldom needed: an object goes when its last reference has been collected. An object that is not ready yet is freed when it is. What was got from it stays valid.</remarks>
    /// <param name="references">The objects; those that have failed or been freed before are passed over.</param>
    /// <exception cref="ArgumentException">One of the references is null.</exception>
    ValueTask FreeAsync(IReadOnlyList<ObjectRef> references);

    /// <summary>
    /// Cancels the task or actor call that produces an object: work that has not started never does, running work sees its token
    /// cancelled. The object then fails with <see cref="RayTaskCancelledException"/>, and so do those that depend on it.
    /// </summary>
    /// <param name="reference">The object.</param>
    /// <param name="force">Whether the object fails at once, even if the running code does not look at its token. The code itself is not stopped: it shares the process.</param>
    /// <param name="recursive">Whether the tasks that it submitted, and theirs, are cancelled too.</param>
    /// <returns>False where there was nothing left to cancel.</returns>
    /// <exception cref="ArgumentException"><paramref name="force"/> is set for an actor's call; kill the actor instead.</exception>
    ValueTask<bool> CancelAsync(ObjectRef reference, bool force = false, bool recursive = true);

    /// <summary>
    /// Cancels the task or actor call that produces a stream: unread items are dropped, the next reference throws
    /// <see cref="RayTaskCancelledException"/>, and the stream ends.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="force">Whether it ends at once, even if the running code does not look at its token. The code itself is not stopped: it shares the process.</param>
    /// <param name="recursive">Whether the tasks that it submitted, and theirs, are cancelled too.</param>
    /// <returns>False where there was nothing left to cancel.</returns>
    /// <exception cref="ArgumentException"><paramref name="force"/> is set for an actor's call; kill the actor instead.</exception>
    [OverloadResolutionPriority(-1)]
    ValueTask<bool> CancelAsync(ObjectRefStream stream, bool force = false, bool recursive = true);

    /// <summary>A handle of a named actor.</summary>
    /// <typeparam name="THandle">The class's generated handle, as <c>Counter.Handle</c>.</typeparam>
    /// <param name="name">The name it was created with.</param>
    /// <param name="namespace">The namespace; the job's own where null.</param>
    /// <param name="cancellationToken">Ends the waiting for the table of names.</param>
    /// <exception cref="ArgumentException">No actor of that class has the name, or a name is blank.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<THandle> GetActorAsync<THandle>(string name, string? @namespace = null, CancellationToken cancellationToken = default)
        where THandle : ActorHandle, IActorHandle<THandle>;

    /// <summary>Marks what the calling code does until the result is disposed of, as an event of the timeline. Ray's <c>ray.profile</c>.</summary>
    /// <param name="name">The event's category and name.</param>
    /// <returns>Ends the event.</returns>
    IDisposable Profile(string name);

    /// <summary>Ends an actor at once. Calls that wait or run fail with <see cref="ActorDiedException"/>; its dispose method does not run.</summary>
    /// <param name="actor">Any handle of the actor.</param>
    /// <param name="noRestart">
    /// Whether the actor ends for good. Otherwise only its instance does, as in a crash: where <see cref="RayActorAttribute.MaxRestarts"/> allows,
    /// it is constructed again, and the task completes when it is.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting. An actor that has its name is killed all the same, unless the token was cancelled from the start.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task KillAsync(ActorHandle actor, bool noRestart = true, CancellationToken cancellationToken = default);

    /// <summary>Waits until the driver may submit another task without exceeding <see cref="RayOptions.MaxPendingTasks"/>. Complete at once where there is no limit.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <remarks>Where several submit at once another may be first, so a submission can still throw <see cref="PendingTasksLimitException"/>; then wait again.</remarks>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ValueTask WaitToSubmitAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Reserves resources together: all bundles or none. The group is there at once; its resources may have to wait for their turn, and tasks submitted to it wait for them.
    /// Groups are placed in the order in which they were created; one that fits may pass one that does not.
    /// </summary>
    /// <param name="bundles">What each bundle reserves, by resource name: <c>[new() { ["CPU"] = 2, ["GPU"] = 1 }]</c>.</param>
    /// <param name="strategy">How the bundles lie on the nodes.</param>
    /// <param name="name">A name by which <see cref="GetPlacementGroupAsync"/> finds the group, unique in its namespace. It is free again when the group is removed.</param>
    /// <param name="lifetime">Whether the group ends with the driver or stays until it is removed.</param>
    /// <param name="namespace">The namespace of the name; the job's own where null.</param>
    /// <param name="timeout">How long the group may wait for its resources before it is removed; null for ever.</param>
    /// <exception cref="InfeasibleRequestException">The nodes can never place the group; the message says why.</exception>
    /// <exception cref="ArgumentException">There is no bundle, one reserves nothing or no amount of a resource, the name is taken, or a name is blank.</exception>
    Task<PlacementGroup> CreatePlacementGroupAsync(
        IReadOnlyList<Dictionary<string, double>> bundles,
        PlacementStrategy strategy = PlacementStrategy.Pack,
        string? name = null,
        PlacementGroupLifetime lifetime = PlacementGroupLifetime.NonDetached,
        string? @namespace = null,
        TimeSpan? timeout = null);

    /// <summary>
    /// Ends a placement group: its resources are free, what waits for it or runs in it fails with <see cref="PlacementGroupException"/>, and its actors die.
    /// Code that still runs is asked to stop through its token, and holds its part until it does. A group that has ended already is no error.
    /// </summary>
    /// <param name="group">The group.</param>
    Task RemovePlacementGroupAsync(PlacementGroup group);

    /// <summary>A named placement group.</summary>
    /// <param name="name">The name it was created with.</param>
    /// <param name="namespace">The namespace; the job's own where null.</param>
    /// <exception cref="ArgumentException">No group has the name, or a name is blank.</exception>
    Task<PlacementGroup> GetPlacementGroupAsync(string name, string? @namespace = null);

    /// <summary>The nodes of the cluster.</summary>
    IReadOnlyList<NodeInfo> Nodes();

    /// <summary>What the cluster has in all, by resource name.</summary>
    IReadOnlyDictionary<string, double> ClusterResources();

    /// <summary>What of it is free now.</summary>
    IReadOnlyDictionary<string, double> AvailableResources();
}
